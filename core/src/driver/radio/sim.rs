//! A simulated massager: the Open Massager Profile, byte for byte. A product, not a mock.
