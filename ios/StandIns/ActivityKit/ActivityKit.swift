// A stand-in for Apple's ActivityKit: what this app uses of it, type-checked on Linux. It does nothing.
