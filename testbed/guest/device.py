"""What the firmware of a peripheral decides, without any Bluetooth library: bytes in, bytes out, a clock as argument.

One file per device family in `devices/` is written from the makers' published protocols and from the profile's text,
never from the Rust drivers it is there to test.
"""
from motor import Massager, Motor

BASE = '0000{}-0000-1000-8000-00805F9B34FB'


def short(number):
    """A 16-bit UUID written out."""
    return BASE.format(number.upper())


class AttError(Exception):
    """The device answers a read or write with this ATT error."""

    def __init__(self, code):
        super().__init__(f'ATT error 0x{code:02x}')
        self.code = code


class Device:
    """One peripheral's firmware. The radio side sets `send` and calls the rest."""

    name = ''
    #: [{'uuid', 'chars': [{'uuid', 'props': [...], 'sec': 'none' | 'encrypt'}]}]
    services = []
    motor_kind = Motor

    def __init__(self, clock, options):
        self.clock, self.options = clock, options
        self.motor = self.motor_kind(clock)
        self.motor.broken = options.get('motor')
        self.send = lambda char, value: None    # notify or indicate, as the characteristic can
        self.changed = lambda: None             # what is advertised is another now

    def advertisement(self):
        """([(type, bytes)], [(type, bytes)]): advertising data and scan response."""
        raise NotImplementedError

    def linked(self):
        """A central connected."""

    def unlinked(self):
        """The link is gone, however."""

    def read(self, char):
        raise AttError(0x02)

    def write(self, char, value, subscribed):
        """`subscribed`: the characteristics the central gets values of. Raises AttError to refuse."""
        raise AttError(0x03)

    def press(self):
        """Somebody presses the device's own button."""

    def ask(self, what, command):
        """A test's question or fault for this family only: `{"cmd": "device", "do": what, ...}`."""
        raise ValueError(f'{type(self).__name__} knows no {what}')


class Appliance(Device):
    """A device that switches a massager it knows nothing of."""

    motor_kind = Massager

    def __init__(self, clock, options):
        super().__init__(clock, options)
        self.motor.running_watts = options.get('watts', self.motor.running_watts)
        self.motor.jammed = options.get('jammed', False)
