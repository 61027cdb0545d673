"""SwitchBot Plug Mini: US and JP obey plain commands; the EU model is advertised and obeys nobody without its key."""
from device import Appliance
from devices import switchbot
from devices.switchbot import COMPANY, ERROR, NOTIFY, SERVICE_DATA, SERVICES

TYPES = {'us': 0x67, 'jp': 0x6A, 'eu': 0x3F}


class PlugMini(Appliance):
    """Options: model (us, jp, eu), off_reply ("00" as the maker says, "80" as an open driver expects)."""

    services = SERVICES

    def __init__(self, clock, options):
        super().__init__(clock, options)
        self.model = options.get('model', 'us')
        self.on, self.sequence = False, 1
        self.off_reply = bytes([0x01, int(options.get('off_reply', '00'), 16)])

    def advertisement(self):
        power = round(self.motor.watts(self.on) * 10) & 0x7FFF
        state = bytes([self.sequence, 0x80 if self.on else 0, 0, 0x2A]) + power.to_bytes(2, 'big')
        maker = COMPANY + switchbot.mac(self.options['addr']) + state
        return ([(0x01, b'\x06'), (0xFF, maker)],
                [(0x16, SERVICE_DATA + bytes([TYPES[self.model], 0x00, 0x64]))])

    def write(self, char, value, subscribed):
        command = switchbot.message(char, value)
        if self.model == 'eu':
            return                              # plain commands are ignored
        if command == bytes.fromhex('570f50010180'):
            self.switch(True, 'BLE')
            self.send(NOTIFY, b'\x01\x80')
        elif command == bytes.fromhex('570f50010100'):
            self.switch(False, 'BLE')
            self.send(NOTIFY, self.off_reply)
        elif command == bytes.fromhex('570f50010280'):
            self.switch(not self.on, 'BLE TOGGLE')
            self.send(NOTIFY, bytes([0x01, 0x80 if self.on else 0]))
        elif command == bytes.fromhex('570f5101'):
            self.send(NOTIFY, bytes([0x01, 0x80 if self.on else 0]))
        else:
            self.send(NOTIFY, bytes([ERROR]))

    def switch(self, on, why):
        if on != self.on:
            self.on = on
            self.sequence = self.sequence % 255 + 1
            self.motor.power(on, why)
            self.changed()

    def press(self):
        self.switch(not self.on, 'button')

    def ask(self, what, command):
        if what == 'power_cut':
            self.switch(False, 'power was lost')
        elif what == 'watts':                   # the massager draws another power from now on
            self.motor.running_watts = command['value']
            self.changed()
        else:
            super().ask(what, command)
        return {'ok': True}
