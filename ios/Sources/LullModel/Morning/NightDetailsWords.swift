import LullCore

extension Words {
    /// A walk by what is known of it.
    func walk(_ walk: Walk, _ times: Times) -> String {
        switch (walk.at, walk.minutes) {
        case (let at?, let minutes?): self("night.walk.atFor", ["time": times.time(at), "minutes": "\(minutes)"])
        case (let at?, nil): self("night.walk.at", ["time": times.time(at)])
        case (nil, let minutes?): self("night.walk.for", ["minutes": "\(minutes)"])
        case (nil, nil): self("night.walk")
        }
    }

    /// How long it was better.
    func relief(_ relief: Relief) -> String {
        if case .for(let minutes) = relief { return self("night.relief.for", ["minutes": "\(minutes)"]) }
        return self("night.relief.\(relief)")
    }
}
