//! Single keys while something runs. Only the line buffer and the echo are switched off, so Ctrl-C stays Ctrl-C.

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// Keys as they are pressed, until dropped; the terminal is then as it was.
#[derive(Debug)]
pub(crate) struct Keyboard {
    keys: UnboundedReceiver<char>,
    /// Held so that a keyboard without keys waits forever instead of ending.
    _sender: UnboundedSender<char>,
    #[cfg(unix)]
    _reader: Option<unix::Reader>,
}

impl Keyboard {
    /// A keyboard that never presses a key when `listen` is false or there is no terminal.
    pub(crate) fn open(listen: bool) -> Self {
        let (sender, keys) = unbounded_channel();
        Self {
            keys,
            #[cfg(unix)]
            _reader: listen
                .then(|| unix::Reader::start(sender.clone()))
                .flatten(),
            _sender: sender,
        }
    }

    /// The next key, in lower case. Dropping the future loses nothing.
    pub(crate) async fn next(&mut self) -> char {
        match self.keys.recv().await {
            Some(key) => key,
            None => std::future::pending().await,
        }
    }
}

#[cfg(unix)]
mod unix {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread::JoinHandle;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::stdio::stdin;
    use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
    use tokio::sync::mpsc::UnboundedSender;

    /// How soon the reading thread notices that nobody listens any more.
    const LOOK_EVERY: Timespec = Timespec {
        tv_sec: 0,
        tv_nsec: 50_000_000,
    };

    #[derive(Debug)]
    pub(super) struct Reader {
        before: Termios,
        ended: Arc<AtomicBool>,
        thread: Option<JoinHandle<()>>,
    }

    impl Reader {
        /// `None` when standard input is no terminal.
        pub(super) fn start(keys: UnboundedSender<char>) -> Option<Self> {
            let before = tcgetattr(stdin()).ok()?;
            let mut single_keys = before.clone();
            single_keys.local_modes -= LocalModes::ICANON | LocalModes::ECHO;
            tcsetattr(stdin(), OptionalActions::Now, &single_keys).ok()?;
            let ended = Arc::new(AtomicBool::new(false));
            let until = Arc::clone(&ended);
            let thread = std::thread::spawn(move || read(&keys, &until));
            Some(Self {
                before,
                ended,
                thread: Some(thread),
            })
        }
    }

    impl Drop for Reader {
        fn drop(&mut self) {
            self.ended.store(true, Ordering::Relaxed);
            if let Some(thread) = self.thread.take() {
                let _ = thread.join();
            }
            let _ = tcsetattr(stdin(), OptionalActions::Now, &self.before);
        }
    }

    fn read(keys: &UnboundedSender<char>, ended: &AtomicBool) {
        while !ended.load(Ordering::Relaxed) {
            let input = stdin();
            let mut wait = [PollFd::new(&input, PollFlags::IN)];
            match poll(&mut wait, Some(&LOOK_EVERY)) {
                Ok(0) | Err(rustix::io::Errno::INTR) => continue,
                Ok(_) => {}
                Err(_) => return,
            }
            let mut bytes = [0; 16];
            match rustix::io::read(stdin(), &mut bytes) {
                Ok(0) | Err(_) => return,
                Ok(count) => {
                    let pressed = bytes.iter().take(count).filter(|byte| byte.is_ascii());
                    for byte in pressed {
                        if keys.send(char::from(byte.to_ascii_lowercase())).is_err() {
                            return;
                        }
                    }
                }
            }
        }
    }
}
