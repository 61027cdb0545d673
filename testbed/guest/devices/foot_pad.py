"""The device of the example in docs/devices/described.md: a foot pad that the person described in a JSON file."""
from device import AttError, Device, short

WRITE = short('ffe9')


class FootPad(Device):
    """Frames `aa 04 level sum`, level 0 to 20, sum of all but the first byte. Option: watchdog, the seconds without a
    frame after which it stops by itself (Lull does not know of it)."""

    services = [{'uuid': short('ffe5'), 'chars': [{'uuid': WRITE, 'props': ['write']}]}]

    def __init__(self, clock, options):
        super().__init__(clock, options)
        self.name = options.get('name', 'FootPad 7')
        self.timer = None

    def advertisement(self):
        return [(0x01, b'\x06'), (0x03, bytes.fromhex('e5ff'))], [(0x09, self.name.encode())]

    def write(self, char, value, subscribed):
        if char != WRITE:
            raise AttError(0x03)
        if len(value) != 4 or value[0] != 0xAA or value[3] != sum(value[1:3]) & 0xFF:
            return
        self.alive()
        if value[1] == 0x04 and value[2] <= 20:
            self.motor.turn(value[2] * 5, 'BLE')

    def alive(self):
        if self.timer:
            self.timer.cancel()
        if self.options.get('watchdog'):
            self.timer = self.clock.later(self.options['watchdog'], lambda: self.motor.turn(0, 'watchdog'))

    def press(self):
        self.motor.turn(0, 'button')

    def ask(self, what, command):
        if what == 'power_cut':
            self.motor.turn(0, 'power was lost')
            return {'ok': True}
        return super().ask(what, command)
