"""Voltcraft SEM6000: a plug with a clock of its own, an off-timer on that clock, a PIN and a meter."""
import datetime

from device import Appliance, AttError, short

IDENTITY, WRITE, ANSWER = short('fff1'), short('fff3'), short('fff4')
END = b'\xff\xff'
POWER_ON = datetime.datetime(2000, 1, 1)        # what the clock shows until somebody sets it


def frame(payload):
    """0f, length of payload and checksum, payload, checksum, ff ff; the checksum is 1 + sum of the payload."""
    return bytes([0x0F, len(payload) + 1]) + payload + bytes([(1 + sum(payload)) & 0xFF]) + END


class Sem6000(Appliance):
    """Options: pin ("0000"), timer_lost (accepts the timer and forgets it), timer_late (seconds added to it),
    drift (seconds its clock goes wrong), hardware."""

    def __init__(self, clock, options):
        super().__init__(clock, options)
        self.name = options.get('name', 'Calf plug')
        self.services = [{'uuid': short('fff0'), 'chars': [
            {'uuid': IDENTITY, 'props': ['read']},
            {'uuid': WRITE, 'props': ['write', 'write_without_response']},
            {'uuid': ANSWER, 'props': ['notify']},
        ]}]
        self.pin = bytes(int(digit) for digit in options.get('pin', '0000'))
        self.on, self.allowed = False, False
        self.set_clock(POWER_ON)
        self.timer = None                       # action, date, handle

    def advertisement(self):
        return [(0x01, b'\x06'), (0x03, bytes.fromhex('f0ff'))], [(0x09, self.name.encode())]

    def linked(self):
        self.allowed = False

    def unlinked(self):
        self.allowed = False

    def read(self, char):
        if char == IDENTITY:
            return b'VOLCFT' + bytes([0, 0, 0, 0, 0, 1, 3, self.options.get('hardware', 1), 0])
        raise AttError(0x02)

    # ---- its clock ----------------------------------------------------------------------------------------
    def set_clock(self, shown):
        self.shown, self.set_at = shown, self.clock.now()

    def time(self):
        return self.shown + datetime.timedelta(seconds=self.clock.now() - self.set_at)

    # ---- frames -------------------------------------------------------------------------------------------
    def write(self, char, value, subscribed):
        if char != WRITE:
            raise AttError(0x03)
        if len(value) < 6 or value[0] != 0x0F or value[1] != len(value) - 4 or value[-2:] != END:
            return                              # not a frame
        payload, checksum = bytes(value[2:-3]), value[-3]
        if checksum != (1 + sum(payload)) & 0xFF:
            return
        reply = self.obey(payload[0], payload[2:])
        if reply is not None:
            self.send(ANSWER, reply)

    def obey(self, command, p):
        if command == 0x17:
            return self.login(p)
        if not self.allowed:
            return None
        if command == 0x01 and len(p) == 9:
            return self.clock_set(p)
        if command == 0x03 and len(p) == 3:
            self.switch(bool(p[0]), 'BLE')
            return frame(b'\x03\x00\x00')
        if command == 0x04:
            return self.measure()
        if command == 0x08 and len(p) == 9:
            return self.arm(p)
        if command == 0x09:
            return self.timer_read()
        return None

    def login(self, p):
        if len(p) != 9 or p[0] != 0:
            return None                         # changing or resetting the PIN is not modelled: nobody may send it
        self.allowed = p[1:5] == self.pin
        return bytes.fromhex('0f061700') + bytes([0 if self.allowed else 1]) + bytes.fromhex('000018ffff')

    def clock_set(self, p):
        second, minute, hour, day, month = p[:5]
        try:
            self.set_clock(datetime.datetime(p[5] << 8 | p[6], month, day, hour, minute, second)
                           + datetime.timedelta(seconds=self.options.get('drift', 0)))
        except ValueError:
            return frame(b'\x01\x00\x01')
        self.rearm()
        return frame(b'\x01\x00\x00')

    def arm(self, p):
        action = p[0]
        self.disarm()
        if action and not self.options.get('timer_lost'):
            second, minute, hour, day, month, year = p[1:7]
            try:
                due = datetime.datetime(2000 + year, month, day, hour, minute, second)
            except ValueError:
                return frame(b'\x08\x00\x01')
            self.timer = [action, due + datetime.timedelta(seconds=self.options.get('timer_late', 0)), None]
            self.rearm()
        return frame(b'\x08\x00\x00')

    def rearm(self):
        """The timer is a date on its own clock; one in the past never comes."""
        if self.timer:
            if self.timer[2]:
                self.timer[2].cancel()
            left = (self.timer[1] - self.time()).total_seconds()
            self.timer[2] = self.clock.later(left, self.fire) if left > 0 else None

    def disarm(self):
        if self.timer and self.timer[2]:
            self.timer[2].cancel()
        self.timer = None

    def fire(self):
        action, self.timer = self.timer[0], None
        self.switch(action == 1, 'timer')

    def timer_read(self):
        if not self.timer:
            return frame(b'\x09\x00' + bytes(11))
        action, due, _ = self.timer
        left = max(0, round((due - self.time()).total_seconds()))
        date = bytes([due.second, due.minute, due.hour, due.day, due.month, due.year - 2000])
        return frame(b'\x09\x00' + bytes([action]) + date + left.to_bytes(3, 'big') + b'\x00')

    def measure(self):
        watts = self.motor.watts(self.on)
        milliwatts, milliamperes = round(watts * 1000), round(watts * 1000 / 230)
        payload = (b'\x04\x00' + bytes([self.on]) + milliwatts.to_bytes(3, 'big') + b'\xe6'
                   + milliamperes.to_bytes(2, 'big') + b'\x32' + bytes(6))
        return frame(payload)[:-2]              # the published reply has no end mark

    def switch(self, on, why):
        self.on = on
        self.motor.power(on, why)

    def press(self):
        self.switch(not self.on, 'button')

    def ask(self, what, command):
        if what == 'power_cut':
            self.switch(False, 'power was lost')
            self.disarm()
            self.set_clock(POWER_ON)
        elif what in ('timer_lost', 'timer_late', 'drift'):
            self.options[what] = command['value']
        else:
            super().ask(what, command)
        return {'ok': True}
