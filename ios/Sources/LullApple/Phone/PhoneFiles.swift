#if canImport(UIKit)
    import LullModel
    import UIKit
    import UniformTypeIdentifiers

    /// Files go out and come in through the system's own sheets: the person chooses the place, and Lull asks for no
    /// permission.
    @MainActor
    public final class PhoneFiles: NSObject, Sharing, Picking, UIDocumentPickerDelegate {
        private var sharing: CheckedContinuation<Void, Never>?
        private var waiting: CheckedContinuation<String?, Never>?

        public func share(name: String, bytes: Data) async throws {
            let copy = FileManager.default.temporaryDirectory.appending(path: name)
            try bytes.write(to: copy, options: .atomic)
            defer { try? FileManager.default.removeItem(at: copy) }
            guard let top = UIViewController.onTop else { throw NoWindow() }
            shared()
            await withCheckedContinuation { done in
                sharing = done
                let sheet = UIActivityViewController(activityItems: [copy], applicationActivities: nil)
                // who gives one app up is back at the sheet, and chooses again
                sheet.completionWithItemsHandler = { [weak self] app, isDone, _, _ in
                    if isDone || app == nil { self?.shared() }
                }
                // an iPad shows it beside something
                sheet.popoverPresentationController?.sourceView = top.view
                top.present(sheet, animated: true)
            }
        }

        public func pick() async throws -> String? {
            guard let top = UIViewController.onTop else { throw NoWindow() }
            // one question at a time: the one before was left unanswered
            answer(nil)
            return await withCheckedContinuation { waiting in
                self.waiting = waiting
                let picker = UIDocumentPickerViewController(forOpeningContentTypes: [.item], asCopy: true)
                picker.delegate = self
                top.present(picker, animated: true)
            }
        }

        public func documentPicker(_ controller: UIDocumentPickerViewController, didPickDocumentsAt urls: [URL]) {
            answer(urls.first?.path)
        }

        public func documentPickerWasCancelled(_ controller: UIDocumentPickerViewController) { answer(nil) }

        private func shared() {
            sharing?.resume()
            sharing = nil
        }

        private func answer(_ path: String?) {
            waiting?.resume(returning: path)
            waiting = nil
        }
    }

    /// A sheet needs a window to come over.
    struct NoWindow: Error {}

    extension UIViewController {
        fileprivate static var onTop: UIViewController? {
            let windows = UIApplication.shared.connectedScenes.compactMap { ($0 as? UIWindowScene)?.keyWindow }
            var top = windows.first?.rootViewController
            while let next = top?.presentedViewController { top = next }
            return top
        }
    }
#endif
