@testable import LullApple
