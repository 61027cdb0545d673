"""The bench's Python side: from a tap to the first on-write with bleak, and again after a lost link.

Used as `bleak_tap.py ADDRESS` in the guest. Does what a program under bleak does for a SwitchBot plug: find it, connect,
listen to its answers, write. Prints when the tap was; everything else is read from the plug's own log.
"""
import asyncio, json, sys, time

from bleak import BleakClient, BleakScanner

WRITE, NOTIFY = ('cba2000%s-224d-11e6-9fb8-0002a5d5c51b' % slot for slot in '23')
ON, OFF = bytes.fromhex('570f50010180'), bytes.fromhex('570f50010100')


def peak_kb():
    with open('/proc/self/status') as status:
        return next(int(line.split()[1]) for line in status if line.startswith('VmHWM'))


async def main(address):
    lost = asyncio.Event()
    tap = time.time()
    device = await BleakScanner.find_device_by_address(address, timeout=10)
    client = BleakClient(device, disconnected_callback=lambda _client: lost.set())
    await client.connect()
    await client.start_notify(NOTIFY, lambda _char, _value: None)
    await client.write_gatt_char(WRITE, ON, response=False)
    print(json.dumps({'tap': tap}), flush=True)
    await lost.wait()
    await client.connect()
    await client.start_notify(NOTIFY, lambda _char, _value: None)
    await client.write_gatt_char(WRITE, OFF, response=False)
    print(json.dumps({'peak_kb': peak_kb()}), flush=True)
    await client.disconnect()

asyncio.run(main(sys.argv[1]))
