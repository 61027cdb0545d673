//! The massager in a process of its own: what happens to the path, to bad clients, and when a client dies.
#![cfg(all(unix, feature = "driver"))]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking, on anything it did not expect"
)]

use std::path::Path;
use std::time::Duration;

use jiff::tz::TimeZone;
use lull_core::device::Channel;
use lull_core::device::WriteMode;
use lull_core::driver::clock::Clock;
use lull_core::driver::radio::sim::profile::StopReason;
use lull_core::driver::radio::sim::{
    MassagerSocket, RemoteMassager, SimFault, SimulatedMassager, SocketError, SocketRadio, What,
};
use lull_core::driver::radio::{Connection, Radio, RadioEvent};
use lull_core::time::Now;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::UnixStream;

const CONTROL_POINT: &str = "c3d80003-e052-4231-871f-7c0b53630c48";

fn massager() -> SimulatedMassager {
    let at = "2026-11-21T20:00:00Z".parse().expect("a timestamp");
    SimulatedMassager::new(Clock::starting_at(
        Now::new(at, TimeZone::UTC, Duration::ZERO),
        50,
    ))
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn serve(path: &Path) -> (SimulatedMassager, tokio::task::JoinHandle<()>) {
    let massager = massager();
    let socket = MassagerSocket::bind(path, massager.clone()).expect("a free path");
    let server = tokio::spawn(async move {
        socket.serve().await.expect("a socket of our own");
    });
    (massager, server)
}

async fn connect(path: &Path) -> Box<dyn Connection> {
    let radio = SocketRadio::at(path.to_str().expect("UTF-8"));
    let patience = Duration::from_secs(10);
    let connected = radio.connect(&radio.address(), patience).await;
    connected.expect("a free massager")
}

#[test]
fn a_socket_left_by_a_dead_massager_is_replaced() {
    let folder = folder();
    let path = folder.path().join("massager");
    drop(std::os::unix::net::UnixListener::bind(&path).expect("a free path"));
    assert!(path.exists(), "a listener's death leaves its file");
    let socket = MassagerSocket::bind(&path, massager()).expect("nobody listens");
    assert_eq!(socket.path(), path);
}

#[test]
fn a_massager_takes_its_socket_with_it_but_no_other() {
    let folder = folder();
    let path = folder.path().join("massager");
    let socket = MassagerSocket::bind(&path, massager()).expect("a free path");
    drop(socket);
    assert!(!path.exists());

    let socket = MassagerSocket::bind(&path, massager()).expect("a free path");
    std::fs::remove_file(&path).expect("ours");
    std::fs::write(&path, "somebody else's").expect("ours");
    drop(socket);
    assert!(path.exists());
}

#[test]
fn a_running_massager_keeps_its_path() {
    let folder = folder();
    let path = folder.path().join("massager");
    let _running = MassagerSocket::bind(&path, massager()).expect("a free path");
    let second = MassagerSocket::bind(&path, massager());
    assert!(matches!(second, Err(SocketError::InUse { .. })));
    assert!(path.exists());
}

#[test]
fn a_path_that_cannot_be_a_socket_is_refused_by_reason() {
    let folder = folder();
    let bind = |path: &Path| MassagerSocket::bind(path, massager()).expect_err("unusable");

    let file = folder.path().join("diary");
    std::fs::write(&file, "precious").expect("ours");
    assert!(matches!(bind(&file), SocketError::NotASocket { .. }));
    assert_eq!(std::fs::read(&file).expect("still there"), b"precious");

    let missing = folder.path().join("missing/massager");
    assert!(matches!(bind(&missing), SocketError::NoFolder { .. }));

    let long = folder.path().join("m".repeat(200));
    assert!(matches!(bind(&long), SocketError::TooLong { .. }));
}

#[tokio::test]
async fn a_client_that_dies_in_mid_session_is_a_lost_link() {
    let folder = folder();
    let path = folder.path().join("massager");
    let (massager, _server) = serve(&path);
    let mut client = UnixStream::connect(&path).await.expect("served");
    let mut say = String::from("{\"ask\":\"connect\"}\n");
    say += "{\"ask\":\"bond\",\"number\":1}\n";
    say += &format!("{{\"ask\":\"subscribe\",\"number\":2,\"channel\":\"{CONTROL_POINT}\"}}\n");
    // 25 minutes, stop 5 s after a lost link, 60 %
    let orders = ["00", "03dc0500000000", "040005", "02ff3c", "0744332211"];
    for (number, order) in (3..).zip(orders) {
        say += &format!(
            "{{\"ask\":\"write\",\"number\":{number},\"channel\":\"{CONTROL_POINT}\",\"bytes\":\"{order}\",\"mode\":\"with_response\"}}\n"
        );
    }
    client.write_all(say.as_bytes()).await.expect("served");

    let mut happenings = massager.happenings();
    let mut after_start = Vec::new();
    loop {
        let what = happenings.next().await.what;
        match what {
            What::Started { session_id, .. } => {
                assert_eq!(session_id, 0x1122_3344);
                after_start.push(what);
                // a process killed leaves no farewell, only closed sockets
                let std = client.into_std().expect("open");
                drop(std);
                break;
            }
            What::Connected => {}
            other => panic!("before the start: {other}"),
        }
    }
    loop {
        let what = happenings.next().await.what;
        after_start.push(what);
        if let What::Stopped { reason } = what {
            assert_eq!(reason, StopReason::LinkLost, "{}", massager.transcript());
            break;
        }
    }
    assert!(after_start.contains(&What::Disconnected));
    assert_eq!(massager.motor().percent(), 0);
}

#[tokio::test]
async fn stopping_the_server_is_a_lost_link_for_its_phone() {
    let folder = folder();
    let path = folder.path().join("massager");
    let (_massager, server) = serve(&path);
    let phone = connect(&path).await;
    server.abort();
    assert_eq!(phone.next_event().await, RadioEvent::Dropped);
    assert!(!phone.is_up());
}

#[tokio::test]
async fn nonsense_ends_only_its_own_conversation() {
    let folder = folder();
    let path = folder.path().join("massager");
    let (_massager, _server) = serve(&path);
    let too_long = vec![b'{'; 100_000];
    let nonsense: [&[u8]; 5] = [
        b"GET / HTTP/1.1\r\n\r\n",
        &[0, 159, 146, 150, b'\n'],
        b"{\"ask\":\"read\",\"number\":1}\n",
        b"{\"ask\":\"connect\"}\nnonsense\n",
        &too_long,
    ];
    for nonsense in nonsense {
        let mut client = UnixStream::connect(&path).await.expect("served");
        // the massager may hang up before it has read everything
        let _ = client.write_all(nonsense).await;
        let mut told = Vec::new();
        let _ = client.read_to_end(&mut told).await;
    }
    assert!(connect(&path).await.is_up());
}

#[tokio::test]
async fn a_person_can_look_and_break_things_while_a_phone_is_connected() {
    let folder = folder();
    let path = folder.path().join("massager");
    let (_massager, _server) = serve(&path);
    let phone = connect(&path).await;
    let control_point = Channel(CONTROL_POINT.parse().expect("a UUID"));
    phone.bond(Duration::from_secs(5)).await.expect("willing");
    phone.subscribe(control_point).await.expect("up");
    let orders: [&[u8]; 4] = [
        &[0x00],
        &[0x03, 60, 0, 0, 0, 0, 0],
        &[0x02, 0xff, 40],
        &[0x07, 1, 0, 0, 0],
    ];
    for order in orders {
        let written = phone.write(control_point, order, WriteMode::WithResponse);
        written.await.expect("up");
    }

    let person = RemoteMassager::at(&path);
    assert_eq!(person.inspect().await.expect("served").session_id, 1);
    person.press_stop_button().await.expect("served");
    let seen = person.inspect().await.expect("served");
    assert_eq!(seen.last_stop, StopReason::UserAtDevice);
    assert!(phone.is_up());
    let cut = person.inject(SimFault::PowerCut { seconds: 9000 }, Duration::ZERO);
    cut.await.expect("served");
    assert!(!person.inspect().await.expect("served").powered);
    while phone.next_event().await != RadioEvent::Dropped {}
    person.heal().await.expect("served");
    assert!(person.inspect().await.expect("served").powered);
}

#[tokio::test]
async fn looking_where_nobody_is_says_so() {
    let folder = folder();
    let nobody = RemoteMassager::at(&folder.path().join("nobody"));
    let looked = nobody.inspect().await;
    assert!(matches!(looked, Err(SocketError::NobodyThere { .. })));
}
