import LullCore

/// What happens in a session, to its end: snapshots newest only, events all and in order.
///
/// Every reader has its own place and loses nothing, also when its task is cancelled in the middle of a wait and another
/// goes on from the number of the update it saw last. 0 begins at the session's beginning.
public struct UpdateStream: AsyncSequence {
    private let session: any SessionHandleProtocol
    private let seen: UInt64

    public init(_ session: any SessionHandleProtocol, seen: UInt64 = 0) {
        self.session = session
        self.seen = seen
    }

    public func makeAsyncIterator() -> Iterator { Iterator(session: session, seen: seen) }

    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let session: any SessionHandleProtocol
        fileprivate var seen: UInt64

        public mutating func next() async throws -> Update? {
            let (session, seen) = (session, seen)
            let update = try await cancellable { try await session.nextUpdate(seen: seen, cancel: $0) }
            if let update { self.seen = update.number }
            return update
        }
    }
}

/// The devices found, until every radio was asked. A failure belongs to one radio; the search goes on.
public struct DeviceStream: AsyncSequence {
    private let search: any DeviceSearchProtocol

    public init(_ search: any DeviceSearchProtocol) { self.search = search }

    public func makeAsyncIterator() -> Iterator { Iterator(search: search, seen: 0) }

    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let search: any DeviceSearchProtocol
        fileprivate var seen: UInt32

        public mutating func next() async throws -> Result<FoundDevice, ApiError>? {
            let (search, seen) = (search, seen)
            let find: Result<FoundDevice, ApiError>
            do {
                guard let device = try await cancellable({ try await search.next(seen: seen, cancel: $0) })
                else { return nil }
                find = .success(device)
            } catch let error as ApiError {
                find = .failure(error)
            }
            self.seen += 1
            return find
        }
    }
}

/// Carries the cancellation of a Swift task over to a waiting call of the core, which would not hear of it otherwise.
private func cancellable<Answer: Sendable>(
    _ call: @Sendable (CancelToken) async throws -> Answer
) async throws -> Answer {
    let token = try CancelToken()
    do {
        return try await withTaskCancellationHandler {
            try await call(token)
        } onCancel: {
            // cannot fail: see `CancelToken.cancel`
            try? token.cancel()
        }
    } catch ApiError.Cancelled {
        throw CancellationError()
    }
}
