"""One device on the air: its firmware (`devices/`) behind Bumble's GATT server, with faults in between."""
import asyncio, logging, time

from bumble import hci
from bumble.att import ATT_Error
from bumble.core import AdvertisingData
from bumble.device import AdvertisingType, Device as BumbleDevice, DeviceConfiguration
from bumble.gatt import Characteristic, CharacteristicValue, Service
from bumble.host import Host
from bumble.pairing import PairingConfig, PairingDelegate
from bumble.transport.common import AsyncPipeSink

from air import Controller
from device import AttError, short
from devices import KINDS
from faults import Faults

log = logging.getLogger('peripheral')
NEVER = 10 ** 6                     # seconds: longer than any test
ADVERTISING_INTERVAL = 100          # in Bumble's unit of 0.625 ms read as ms: 160 ms on the air
PERMISSIONS = {'none': (1, 2), 'encrypt': (1 | 4, 2 | 8)}


class Clock:
    """The loop's clock, and the guest's time of day."""

    def now(self):
        return asyncio.get_running_loop().time()

    def wall(self):
        return time.time()

    def later(self, seconds, call):
        return asyncio.get_running_loop().call_later(seconds, call)


class Peripheral:
    def __init__(self, lab, spec):
        self.lab, self.id, self.addr = lab, spec['id'], spec['addr']
        options = dict(spec.get('options', {}), addr=spec['addr'])
        self.firmware = KINDS[spec['kind']](Clock(), options)
        self.firmware.send, self.firmware.changed = self.send, self.advertisement_changed
        self.faults = Faults()
        self.pairing = {'bonding': True, 'accept': True, 'sc': True}
        self.counts = {'links': 0, 'pairings': 0, 'paired': 0}
        self.story = []             # what happened on the link, for the transcript of a failing test
        self.subscribed = set()
        self.extra_service = False
        self.keystore = None
        self.outgoing = self.sender = None      # values wait for each other as on a real link
        self.controller = Controller(spec['id'], lab.air, lab.next_address())
        lab.air.rssi[self.controller] = spec.get('rssi', -50)

    def tell(self, what):
        self.story.append([time.time(), what])

    # ---- on the air ---------------------------------------------------------------------------------------
    async def start(self):
        """Powers the radio part on; the firmware and its motor have a life of their own."""
        config = DeviceConfiguration(name=self.firmware.name, address=hci.Address(self.addr))
        self.device = BumbleDevice(config=config, host=Host(self.controller, AsyncPipeSink(self.controller)))
        self.device.pairing_config_factory = lambda _connection: PairingConfig(
            sc=self.pairing['sc'], mitm=False, bonding=self.pairing['bonding'], delegate=Delegate(self))
        self.chars = {}
        for service in self.layout():
            self.device.add_service(Service(service['uuid'], [self.characteristic(c) for c in service['chars']]))
        self.device.on('connection', self.linked)
        self.ignore_commands_that_are_not_offered()
        await self.device.power_on()
        if self.keystore is not None:       # another layout keeps its bonds, as flash memory would
            self.device.keystore = self.keystore
        self.keystore = self.device.keystore
        self.begin_sending()
        data, response = self.advertisement()
        await self.device.start_advertising(
            advertising_type=AdvertisingType.UNDIRECTED_CONNECTABLE_SCANNABLE, auto_restart=True,
            advertising_data=data, scan_response_data=response,
            advertising_interval_min=ADVERTISING_INTERVAL, advertising_interval_max=ADVERTISING_INTERVAL)

    def ignore_commands_that_are_not_offered(self):
        """A write without response to a characteristic that does not take one is ignored; Bumble would obey it."""
        server = self.device.gatt_server
        obey = server.on_att_write_command

        def obey_what_is_offered(bearer, request):
            attribute = server.get_attribute(request.attribute_handle)
            if isinstance(attribute, Characteristic):
                if not attribute.properties & Characteristic.Properties.WRITE_WITHOUT_RESPONSE:
                    return self.tell('ignored a write command that is not offered')
            obey(bearer, request)

        server.on_att_write_command = obey_what_is_offered

    def layout(self):
        """A service more in front shifts every handle."""
        extra = {'uuid': short('feed'), 'chars': [{'uuid': short('beef'), 'props': ['read']}]}
        return ([extra] if self.extra_service else []) + self.firmware.services

    def characteristic(self, spec):
        uuid, props = spec['uuid'], spec['props']
        flags = Characteristic.Properties(0)
        for prop in props:
            flags |= Characteristic.Properties[prop.upper()]
        readable, writable = PERMISSIONS[spec.get('sec', 'none')]
        permissions = (readable if {'read', 'notify', 'indicate'} & set(props) else 0) | (
            writable if {'write', 'write_without_response'} & set(props) else 0)
        value = CharacteristicValue(read=lambda connection: self.read(connection, uuid),
                                    write=lambda connection, written: self.write(connection, uuid, written))
        char = Characteristic(uuid, flags, Characteristic.Permissions(permissions), value)
        char.on('subscription', lambda _connection, notify, indicate: self.subscription(uuid, notify or indicate))
        self.chars[uuid] = (char, 'indicate' in props)
        return char

    def advertisement(self):
        data, response = self.faults.lie or self.firmware.advertisement()
        encoded = [bytes(AdvertisingData(part)) for part in (data, response)]
        if any(len(part) > 31 for part in encoded):
            raise ValueError(f'{self.id} advertises more than 31 bytes')   # the kernel would drop it in silence
        return encoded

    def advertisement_changed(self):
        advertiser = self.controller.le_legacy_advertiser
        advertiser.advertising_data, advertiser.scan_response_data = self.advertisement()

    # ---- the link -----------------------------------------------------------------------------------------
    def linked(self, connection):
        self.counts['links'] += 1
        self.subscribed.clear()
        self.begin_sending()
        self.faults.operations = 0
        self.tell('linked')
        self.firmware.linked()
        connection.on('disconnection', self.unlinked)
        connection.on('pairing', lambda _keys: self.paired())
        connection.on('pairing_failure', lambda reason: self.tell(f'pairing failed: {reason}'))

    def unlinked(self, reason):
        self.subscribed.clear()
        self.tell(f'unlinked, reason 0x{reason:02x}')
        self.firmware.unlinked()

    def paired(self):
        self.counts['paired'] += 1
        self.tell('paired')

    def subscription(self, uuid, on):
        (self.subscribed.add if on else self.subscribed.discard)(uuid)
        self.tell(f'{"subscribed" if on else "unsubscribed"} {uuid[4:8]}')

    async def read(self, connection, uuid):
        await self.operation(connection)
        try:
            value = self.firmware.read(uuid) if uuid != short('beef') else b'x'
        except AttError as error:
            raise ATT_Error(error.code) from error
        self.tell(f'read {uuid[4:8]} {value.hex()}')
        await self.operation_done(connection)
        return value

    async def write(self, connection, uuid, value):
        value = bytes(value)
        self.tell(f'wrote {uuid[4:8]} {value.hex()}')
        await self.operation(connection)
        try:
            self.firmware.write(uuid, value, self.subscribed)
        except AttError as error:
            self.tell(f'refused with ATT error 0x{error.code:02x}')
            raise ATT_Error(error.code) from error
        await self.operation_done(connection)

    async def operation(self, connection):
        """Before the firmware sees it: counts, waits, refuses or cuts."""
        f = self.faults
        f.operations += 1
        if f.operations == f.cut_before:
            await self.cut(connection)
        if f.slow:
            await asyncio.sleep(f.slow)
        if f.error:
            self.tell(f'refused with ATT error 0x{f.error:02x}')
            raise ATT_Error(f.error)

    async def operation_done(self, connection):
        """After the firmware obeyed and before the answer goes out: the nastier cut."""
        if self.faults.operations == self.faults.cut_after:
            await self.cut(connection)

    async def cut(self, connection):
        self.faults.cut_before = self.faults.cut_after = 0
        await self.away(self.faults.cut_for)
        await asyncio.sleep(NEVER)          # no answer leaves any more

    async def away(self, seconds):
        """Ends the link and stays out of reach for so long."""
        self.lab.air.hidden.add(self.controller)
        asyncio.get_running_loop().call_later(seconds, self.back, self.lab.air.hidden)
        for connection in list(self.device.connections.values()):
            await connection.disconnect(0x13)

    def back(self, among):
        """Within reach again."""
        among.discard(self.controller)
        self.lab.air.wake()

    def supervision_timeout(self):
        central = self.lab.central
        for connection in list(self.controller.le_connections.values()):
            peer = central.le_connections.get(connection.self_address)
            self.controller.on_le_disconnected(connection, 0x08)
            if peer is not None:
                central.on_le_disconnected(peer, 0x08)

    # ---- values the device sends by itself ----------------------------------------------------------------
    def begin_sending(self):
        """Anew on each link: what waited for a link that is gone, or for its confirmation, is gone with it."""
        if self.sender:
            self.sender.cancel()
        self.outgoing = asyncio.Queue()
        self.sender = asyncio.get_running_loop().create_task(self.send_each(self.outgoing))

    def send(self, uuid, value):
        if uuid in self.subscribed:
            self.outgoing.put_nowait((uuid, self.faults.garble(value)))

    async def send_each(self, queue):
        while True:
            uuid, value = await queue.get()
            char, indicated = self.chars[uuid]
            try:
                if indicated:
                    await self.device.indicate_subscribers(char, value)
                else:
                    await self.device.notify_subscribers(char, value)
            except Exception as error:
                self.tell(f'value {value.hex()} lost: {error!r}')

    # ---- commands of a test -------------------------------------------------------------------------------
    async def command(self, m):
        op = m['cmd']
        loop = asyncio.get_running_loop()
        air = self.lab.air
        self.tell(f'TEST {op} {({k: v for k, v in m.items() if k not in ("cmd", "dev")}) or ""}')
        if op == 'fault':           # see Faults
            self.faults.set(m)
        elif op == 'motor':
            return self.firmware.motor.truth()
        elif op == 'story':
            return {'story': self.story, 'motor': self.firmware.motor.log}
        elif op == 'stats':
            return dict(self.counts, operations=self.faults.operations,
                        cut_came=not (self.faults.cut_before or self.faults.cut_after), linked=bool(self.device.connections),
                        bonds=len(await self.device.keystore.get_all()))
        elif op == 'device':
            return self.firmware.ask(m['do'], m)
        elif op == 'press':
            self.firmware.press()
        elif op == 'pairing':       # {"bonding", "accept", "sc"}
            self.pairing.update({k: m[k] for k in self.pairing if k in m})
        elif op == 'forget_bonds':
            await self.device.keystore.delete_all()
        elif op == 'drop':          # the device ends the link and is back after "for" seconds
            await self.away(m.get('for', 0))
        elif op == 'vanish':        # out of range: silence, then the supervision timeout, back after "for" seconds
            air.cut.add(self.controller)
            loop.call_later(2.0, self.supervision_timeout)
            loop.call_later(m.get('for', NEVER), self.back, air.cut)
        elif op == 'hide':          # not advertising, or again
            (air.hidden.add if m['on'] else air.hidden.discard)(self.controller)
            air.wake()
        elif op == 'mute':          # silent on a link that stays up, or not any more
            (air.mute.add if m['on'] else air.mute.discard)(self.controller)
        elif op == 'lie':           # advertises what another device would
            self.faults.lie = KINDS[m['as']](Clock(), {'addr': self.addr}).advertisement()
            self.advertisement_changed()
        elif op == 'notify':        # values nobody asked for
            for _ in range(m.get('count', 1)):
                for uuid in sorted(self.subscribed):
                    self.outgoing.put_nowait((uuid, bytes.fromhex(m['hex'])))
        elif op == 'raw_att':       # a PDU straight onto the link
            for connection in self.device.connections.values():
                self.device.host.send_l2cap_pdu(connection.handle, 4, bytes.fromhex(m['hex']))
        elif op == 'reflash':       # same address, same bonds, other handles
            await self.fall_silent()
            self.extra_service = not self.extra_service
            await self.start()
        else:
            raise ValueError(f'unknown command {op}')
        return {'ok': True}

    async def fall_silent(self):
        """No link, no advertisement, and none that begins again by itself."""
        self.sender.cancel()
        if self.device.legacy_advertiser:
            self.device.legacy_advertiser.auto_restart = False
        for connection in list(self.device.connections.values()):
            await connection.disconnect(0x13)
        await self.device.stop_advertising()

    async def remove(self):
        await self.fall_silent()
        self.lab.air.asleep.discard(self.controller.le_legacy_advertiser)
        self.lab.air.remove_controller(self.controller)


class Delegate(PairingDelegate):
    """Just Works, as a device without screen and buttons pairs."""

    def __init__(self, peripheral):
        # a static random address and no privacy, so there is no identity key to give away
        keys = PairingDelegate.KeyDistribution.DISTRIBUTE_ENCRYPTION_KEY
        super().__init__(PairingDelegate.NO_OUTPUT_NO_INPUT, keys, keys)
        self.peripheral = peripheral

    async def accept(self):
        self.peripheral.counts['pairings'] += 1
        return self.peripheral.pairing['accept']
