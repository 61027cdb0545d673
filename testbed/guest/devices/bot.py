"""SwitchBot Bot: an arm on a rocker (switch mode) or on a push button (press mode), with battery and password."""
import zlib

from device import Appliance
from devices import switchbot
from devices.switchbot import (COMPANY, ERROR, LOW_BATTERY, NOT_IN_THIS_MODE, NOTIFY, OK, PASSWORD_NEEDED,
                               SERVICE_DATA, SERVICES, WRONG_PASSWORD)

PRESS, ON, OFF, DOWN, UP = range(5)


class Bot(Appliance):
    """Options: mode (switch, press), battery (%), password, missed (its arm moves, the massager's switch does not)."""

    services = SERVICES

    def __init__(self, clock, options):
        super().__init__(clock, options)
        self.mode, self.battery = options.get('mode', 'switch'), options.get('battery', 87)
        self.on = False                         # where its arm left the switch, as it believes
        password = options.get('password')
        self.key = zlib.crc32(password.encode()).to_bytes(4, 'big') if password else b''

    def flags(self):
        switch = self.mode == 'switch'
        return (0x80 if switch else 0) | (0x40 if not (switch and self.on) else 0) | 0x10

    def advertisement(self):
        first = 0x48 | (0x80 if self.key else 0)
        return ([(0x01, b'\x06'), (0xFF, COMPANY + switchbot.mac(self.options['addr']))],
                [(0x16, SERVICE_DATA + bytes([first, self.flags(), self.battery & 0x7F]))])

    def write(self, char, value, subscribed):
        command = switchbot.message(char, value)
        if command[0] != 0x57 or len(command) < 2:
            return self.send(NOTIFY, bytes([ERROR]))
        kind, rest = command[1] & 0x0F, command[2:]
        if command[1] & 0xF0 == 0x10:           # with password: its CRC follows the header
            key, rest = rest[:4], rest[4:]
            if key != self.key:
                return self.send(NOTIFY, bytes([WRONG_PASSWORD]))
        elif self.key:
            return self.send(NOTIFY, bytes([PASSWORD_NEEDED]))
        self.send(NOTIFY, self.obey(kind, rest))

    def obey(self, kind, rest):
        if kind == 0x02:
            # status, battery, firmware, strength, timers at 8, mode at 9, hold at 10
            mode = 0x10 if self.mode == 'switch' else 0
            return bytes([OK, self.battery, 66, 100, 0, 0, 0, 0, 0, mode, 0, 0, 0])
        if kind == 0x03 and len(rest) == 2:
            self.mode = 'switch' if rest[1] & 0xF0 else 'press'
            self.changed()
            return bytes([OK])
        if kind != 0x01 or len(rest) > 1:
            return bytes([ERROR])
        action = rest[0] if rest else PRESS
        if self.battery < 5:
            return bytes([LOW_BATTERY])
        return self.act(action)

    def act(self, action):
        if action == PRESS and self.mode == 'switch':
            self.move(False, 'press in switch mode')    # it says that it will not, and does
            return bytes([NOT_IN_THIS_MODE, 0x48, self.flags() | 0x40])
        if action == PRESS:
            self.appliance(not self.motor.percent, 'press')
            return bytes([OK, 0xFF, 0x00])
        if action in (ON, OFF) and self.mode == 'switch':
            self.move(action == ON, 'arm')
            return bytes([OK, 0x48, self.flags()])
        if action in (ON, OFF):
            self.appliance(not self.motor.percent, 'arm in press mode')     # every push of a button toggles
            return bytes([OK, 0xFF, 0x00])
        return bytes([OK if action in (DOWN, UP) else ERROR])

    def move(self, on, why):
        self.on = on
        self.appliance(on, why)
        self.changed()

    def appliance(self, on, why):
        if not self.options.get('missed'):
            self.motor.power(on, why)

    def press(self):
        """A hand at the massager's own switch; the arm does not notice."""
        self.motor.power(not self.motor.percent, 'hand')

    def ask(self, what, command):
        if what == 'battery':
            self.battery = command['value']
            self.changed()
        elif what == 'missed':
            self.options['missed'] = command['value']
        else:
            super().ask(what, command)
        return {'ok': True}
