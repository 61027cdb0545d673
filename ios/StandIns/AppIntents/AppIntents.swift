// A stand-in for Apple's AppIntents: what this app uses of it, type-checked on Linux. It does nothing.
