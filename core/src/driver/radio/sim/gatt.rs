//! The massager's GATT table: what can be read, written and subscribed, and which errors answer the rest.

use serde::{Deserialize, Serialize};

use super::peripheral::{LinkId, Outgoing, Peripheral};
use super::profile::{CONTROL_POINT, DEVICE_INFORMATION, FEATURE, SESSION_STATUS, VALUE_BYTES_MAX};
use crate::device::{Channel, WriteMode};

/// What a phone asks of the GATT table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GattRequest {
    /// Pair and bond; the answer carries the new bond. No request of the Attribute Protocol, but asked and answered like
    /// one.
    Bond,
    Read(Channel),
    Write {
        channel: Channel,
        bytes: Vec<u8>,
        mode: WriteMode,
    },
    /// Turns on notifications or indications, whichever the channel has.
    Subscribe(Channel),
}

/// An error code of the Attribute Protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AttError(pub u8);

impl AttError {
    pub const READ_NOT_PERMITTED: Self = Self(0x02);
    pub const WRITE_NOT_PERMITTED: Self = Self(0x03);
    pub const INSUFFICIENT_AUTHENTICATION: Self = Self(0x05);
    pub const REQUEST_NOT_SUPPORTED: Self = Self(0x06);
    pub const ATTRIBUTE_NOT_FOUND: Self = Self(0x0a);
    pub const INVALID_LENGTH: Self = Self(0x0d);
    pub const INSUFFICIENT_ENCRYPTION: Self = Self(0x0f);
    /// The channel must be subscribed first.
    pub const NOT_CONFIGURED: Self = Self(0xfd);
    /// The answer to the order before is still on its way.
    pub const PROCEDURE_IN_PROGRESS: Self = Self(0xfe);
}

/// What only a bonded phone may use: everything but the feature and the device information.
pub(super) fn is_protected(channel: Channel) -> bool {
    channel == CONTROL_POINT || channel == SESSION_STATUS
}

impl Peripheral {
    pub(super) fn read(&self, channel: Channel) -> Result<Vec<u8>, AttError> {
        if channel == FEATURE {
            return Ok(self.massager.feature().to_bytes().to_vec());
        }
        if channel == SESSION_STATUS {
            return Ok(self.massager.status().to_bytes().to_vec());
        }
        if channel == CONTROL_POINT {
            return Err(AttError::READ_NOT_PERMITTED);
        }
        DEVICE_INFORMATION
            .into_iter()
            .find(|(known, _)| *known == channel)
            .map(|(_, text)| text.as_bytes().to_vec())
            .ok_or(AttError::ATTRIBUTE_NOT_FOUND)
    }

    pub(super) fn subscribe(
        &mut self,
        link: LinkId,
        channel: Channel,
    ) -> Result<Vec<u8>, AttError> {
        self.read(channel).or_else(|error| match error {
            AttError::READ_NOT_PERMITTED => Ok(Vec::new()),
            other => Err(other),
        })?;
        let Some(link) = self.links.get_mut(&link) else {
            return Err(AttError::ATTRIBUTE_NOT_FOUND);
        };
        match channel {
            CONTROL_POINT => link.control_indicated = true,
            SESSION_STATUS => link.status_notified = true,
            _ => return Err(AttError::REQUEST_NOT_SUPPORTED),
        }
        Ok(Vec::new())
    }

    pub(super) fn write(
        &mut self,
        link: LinkId,
        channel: Channel,
        bytes: &[u8],
    ) -> Result<Vec<u8>, AttError> {
        if channel != CONTROL_POINT {
            // tells an unknown channel from one that only cannot be written
            self.read(channel)?;
            return Err(AttError::WRITE_NOT_PERMITTED);
        }
        let now = self.massager.now();
        let (op, parameters) = match bytes {
            [op, parameters @ ..] if bytes.len() <= VALUE_BYTES_MAX => (*op, parameters),
            _ => return Err(AttError::INVALID_LENGTH),
        };
        // the write is answered by the stack, the order a while later by the massager
        let answer_after = self.lag * 2;
        match self.links.get_mut(&link) {
            Some(link) if !link.control_indicated => return Err(AttError::NOT_CONFIGURED),
            Some(link) if link.procedure_until > now => {
                return Err(AttError::PROCEDURE_IN_PROGRESS);
            }
            Some(link) => link.procedure_until = now + answer_after,
            None => return Err(AttError::ATTRIBUTE_NOT_FOUND),
        }
        let bytes = self.massager.control_point(op, parameters, now);
        let channel = CONTROL_POINT;
        self.send(link, answer_after, Outgoing::Value { channel, bytes });
        Ok(Vec::new())
    }
}
