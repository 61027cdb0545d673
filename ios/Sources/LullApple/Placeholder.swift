import LullModel
