#!/usr/bin/env python3
"""The other side of the virtual radio: one air, the central's controller for the kernel, any number of peripherals.

The central's controller is handed to the kernel through /dev/vhci, where BlueZ sees it as hci0. Everything is
commanded by JSON lines on a Unix socket: see Lab.command and Peripheral.command.
"""
import asyncio, json, logging, os, sys, time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from adapter import Adapter
from air import Air, Controller
from peripheral import Peripheral

log = logging.getLogger('lab')
SOCKET = '/run/lab.sock'


class Lab:
    def __init__(self):
        self.peripherals, self.count = {}, 1

    def next_address(self):
        self.count += 1
        return f'C0:FF:EE:00:{self.count >> 8:02X}:{self.count & 0xFF:02X}'

    def start(self):
        self.air = Air()
        self.plug_in()

    def plug_in(self):
        """The adapter. Plugged in again it is a new one to the kernel, with the same address."""
        self.adapter = Adapter()
        self.central = Controller('central', self.air, 'C0:FF:EE:00:00:01',
                                  host_source=self.adapter.source, host_sink=self.adapter)

    def unplug(self):
        self.central.hang_up()
        self.air.remove_controller(self.central)
        self.adapter.close()

    async def command(self, m):
        op = m['cmd']
        if op == 'add':             # {"id", "kind", "addr", "options": {...}, "rssi", "hidden"}
            if m['id'] in self.peripherals:
                raise ValueError(f'there is a {m["id"]} already')
            peripheral = self.peripherals[m['id']] = Peripheral(self, m)
            if m.get('hidden'):
                self.air.hidden.add(peripheral.controller)
            await peripheral.start()
        elif op == 'remove':
            await self.peripherals.pop(m['dev']).remove()
        elif op == 'list':
            return {'peripherals': list(self.peripherals)}
        elif op == 'unplug':
            self.unplug()
        elif op == 'plug_in':
            self.plug_in()
        else:
            return await self.peripherals[m['dev']].command(m)
        return {'ok': True}

    async def client(self, reader, writer):
        while line := await reader.readline():
            try:
                answer = await self.command(json.loads(line))
            except Exception as error:
                log.exception('command')
                answer = {'error': repr(error)}
            writer.write(json.dumps(answer).encode() + b'\n')
            await writer.drain()
        writer.close()


async def main():
    began = time.monotonic()
    lab = Lab()
    lab.start()
    server = await asyncio.start_unix_server(lab.client, SOCKET)
    print(f'lab ready after {time.monotonic() - began:.3f} s', flush=True)
    async with server:
        await server.serve_forever()


logging.basicConfig(level=os.environ.get('BLELAB_LOG', 'WARNING'))
asyncio.run(main())
