@testable import LullUI
