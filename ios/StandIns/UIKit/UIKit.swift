// A stand-in for Apple's UIKit: what this app uses of it, type-checked on Linux. It does nothing.
