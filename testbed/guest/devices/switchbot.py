"""What the two SwitchBot families share: service, characteristics, MAC in the maker's advertisement."""
from device import AttError

SERVICE = 'CBA20D00-224D-11E6-9FB8-0002A5D5C51B'
WRITE = 'CBA20002-224D-11E6-9FB8-0002A5D5C51B'
NOTIFY = 'CBA20003-224D-11E6-9FB8-0002A5D5C51B'
SERVICE_DATA = bytes.fromhex('3dfd')        # 0xFD3D
COMPANY = bytes.fromhex('6909')             # 0x0969
SERVICES = [{'uuid': SERVICE, 'chars': [
    {'uuid': WRITE, 'props': ['write', 'write_without_response']},
    {'uuid': NOTIFY, 'props': ['notify']},
]}]
OK, ERROR, BUSY, VERSION, NOT_IN_THIS_MODE, LOW_BATTERY, PASSWORD_NEEDED, NOT_ENCRYPTED, WRONG_PASSWORD = range(1, 10)


def mac(address):
    return bytes.fromhex(address.replace(':', ''))


def message(char, value):
    """A command as written, or an ATT error."""
    if char != WRITE:
        raise AttError(0x03)
    if not 1 <= len(value) <= 20:
        raise AttError(0x0D)
    return bytes(value)
