"""Shelly plug (Plus, Gen3, Gen4) over BLE RPC: the framing of Mongoose OS' rpc-gatts, `Switch.*`, digest auth, flags."""
import hashlib, json

from device import Appliance, AttError

SERVICE = '5F6D4F53-5F52-5043-5F53-56435F49445F'
DATA = '5F6D4F53-5F52-5043-5F64-6174615F5F5F'
TX_CTL = '5F6D4F53-5F52-5043-5F74-785F63746C5F'
RX_CTL = '5F6D4F53-5F52-5043-5F72-785F63746C5F'
DISCOVERABLE, AUTH, RPC, BUZZER, PAIRING = (1 << bit for bit in range(5))
CHUNK = 100     # bytes of a reply that one read gives


class ShellyPlug(Appliance):
    """Options: model, rpc (False: switched off), password, bonding (firmware 2 and later), wrong_length, keep_timer."""

    def __init__(self, clock, options):
        super().__init__(clock, options)
        self.name = options.get('name', 'ShellyPlugSG3-C0FFEE000002')
        sec = 'encrypt' if options.get('bonding') else 'none'
        self.services = [{'uuid': SERVICE, 'chars': [
            {'uuid': DATA, 'props': ['read', 'write'], 'sec': sec},
            {'uuid': TX_CTL, 'props': ['read', 'write'], 'sec': sec},
            {'uuid': RX_CTL, 'props': ['read', 'notify'], 'sec': sec},
        ]}] if options.get('rpc', True) else []
        self.password = options.get('password')
        self.output, self.timer, self.started, self.duration = False, None, None, None
        self.source = 'init'
        self.nonces = 0
        self.stretch = options.get('stretch', 0)
        self.unlinked()

    def advertisement(self):
        o = self.options
        flags = DISCOVERABLE | (AUTH if self.password else 0) | (RPC if self.services else 0)
        mac = bytes.fromhex('C0FFEE000002')
        blocks = (b'\x01' + flags.to_bytes(2, 'little') + b'\x0a' + mac[::-1]
                  + b'\x0b' + o.get('model', 0x1805).to_bytes(2, 'little'))
        return [(0x01, b'\x06'), (0xFF, bytes.fromhex('a90b') + blocks)], [(0x09, self.name.encode())]

    def unlinked(self):
        self.expected, self.request, self.reply, self.length = 0, b'', b'', 0

    # ---- one frame in flight ------------------------------------------------------------------------------
    def write(self, char, value, subscribed):
        if char == TX_CTL:
            if len(value) != 4:
                raise AttError(0x0D)
            self.expected, self.request = int.from_bytes(value, 'big'), b''
        elif char == DATA:
            self.request += value
            if not self.expected or len(self.request) > self.expected:
                self.expected, self.request = 0, b''
                raise AttError(0x0D)
            if len(self.request) == self.expected:
                frame, self.expected, self.request = self.request, 0, b''
                self.answer(frame)
        else:
            raise AttError(0x03)

    def read(self, char):
        if char == RX_CTL:
            return self.length.to_bytes(4, 'big')
        if char == TX_CTL:
            return self.expected.to_bytes(4, 'big')
        if char == DATA:
            chunk, self.reply = self.reply[:CHUNK], self.reply[CHUNK:]
            if not self.reply:
                self.length = 0
            return chunk
        raise AttError(0x02)

    def answer(self, frame):
        try:
            request = json.loads(frame)
        except ValueError:
            return
        hostile = self.options.get('hostile')
        self.reply = (bytes.fromhex(hostile) if hostile
                      else json.dumps(self.call(request), separators=(',', ':')).encode())
        self.length = len(self.reply) + (7 if self.options.get('wrong_length') else 0)
        self.send(RX_CTL, self.length.to_bytes(4, 'big'))

    # ---- what the methods do ------------------------------------------------------------------------------
    def call(self, request):
        head = {'id': request.get('id'), 'src': self.name.lower()}
        if self.password and not self.authentic(request.get('auth')):
            self.nonces += 1
            challenge = {'auth_type': 'digest', 'nonce': 1668430000 + self.nonces, 'nc': 1,
                         'realm': self.name.lower(), 'algorithm': 'SHA-256'}
            return {**head, 'error': {'code': 401, 'message': json.dumps(challenge)}}
        p = request.get('params') or {}
        method = request.get('method')
        if method == 'Shelly.GetDeviceInfo':
            return {**head, 'result': {'id': self.name.lower(), 'model': 'S3PL-00112EU', 'gen': 3,
                                       'ver': '2.0.0' if self.options.get('bonding') else '1.4.4',
                                       'auth_en': bool(self.password)}}
        if method not in ('Switch.Set', 'Switch.GetStatus', 'Switch.SetConfig'):
            return {**head, 'error': {'code': 404, 'message': f'No handler for {method}'}}
        if p.get('id') != 0:
            return {**head, 'error': {'code': -105, 'message': f"Argument 'id', value {p.get('id')} not found!"}}
        if method == 'Switch.GetStatus':
            return {**head, 'result': self.status()}
        if method == 'Switch.SetConfig':
            return {**head, 'result': {'restart_required': False}}
        if not isinstance(p.get('on'), bool):
            return {**head, 'error': {'code': -103, 'message': "Missing or bad argument 'on'!"}}
        was_on = self.output
        self.switch(p['on'], 'BLE RPC', p.get('toggle_after'))
        return {**head, 'result': {'was_on': was_on}}

    def authentic(self, auth):
        if not isinstance(auth, dict):
            return False
        sha = lambda *parts: hashlib.sha256(':'.join(map(str, parts)).encode()).hexdigest()
        ha1 = sha('admin', self.name.lower(), self.password)
        ha2 = sha('dummy_method', 'dummy_uri')
        wanted = sha(ha1, auth.get('nonce'), auth.get('nc', 1), auth.get('cnonce'), 'auth', ha2)
        return auth.get('username') == 'admin' and auth.get('realm') == self.name.lower() and auth.get('response') == wanted

    def switch(self, on, source, toggle_after=None):
        self.drop_timer()
        self.output, self.source = on, source
        self.motor.power(on, source)
        if toggle_after:
            self.started, self.duration = self.clock.wall(), toggle_after
            self.timer = self.clock.later(toggle_after, lambda: self.switch(not self.output, 'timer'))

    def drop_timer(self):
        if self.timer:
            self.timer.cancel()
        self.timer, self.started, self.duration = None, None, None

    def status(self):
        watts = self.motor.watts(self.output)
        told = {'id': 0, 'source': self.source, 'output': self.output, 'apower': round(watts, 1), 'voltage': 230.4,
                'current': round(watts / 230.4, 3), 'aenergy': {'total': 11.6}, 'temperature': {'tC': 41.2, 'tF': 106.1}}
        if self.timer:
            told.update(timer_started_at=round(self.started, 2), timer_duration=round(self.duration + self.stretch, 2))
        return told

    # ---- hands and faults ---------------------------------------------------------------------------------
    def press(self):
        """What a press does to a pending timer is not documented: either way can be chosen."""
        if self.options.get('keep_timer'):
            self.output = not self.output
            self.source = 'button'
            self.motor.power(self.output, 'button')
        else:
            self.switch(not self.output, 'button')

    def ask(self, what, command):
        if what == 'power_cut':
            self.switch(False, 'power was lost')
        elif what in ('stretch', 'hostile', 'wrong_length'):
            self.options[what] = command['value']
            self.stretch = self.options.get('stretch', 0)
        else:
            super().ask(what, command)
        return {'ok': True}
