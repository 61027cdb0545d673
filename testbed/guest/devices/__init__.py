"""The families there are, by the word a test uses for them."""
from devices.bot import Bot
from devices.foot_pad import FootPad
from devices.omp import OpenMassager
from devices.plug_mini import PlugMini
from devices.sem6000 import Sem6000
from devices.shelly import ShellyPlug

KINDS = {'omp': OpenMassager, 'shelly': ShellyPlug, 'plug_mini': PlugMini, 'bot': Bot, 'sem6000': Sem6000,
         'foot_pad': FootPad}
