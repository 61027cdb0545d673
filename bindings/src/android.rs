//! How btleplug gets at Android's Bluetooth: through the Java machine that runs the app, handed over once by Kotlin.

use jni::EnvUnowned;
use jni::errors::ThrowRuntimeExAndDefault;
use jni::objects::JClass;

/// `app.lull.phone.NativeBluetooth.initialize()`, called once from a thread that Java started, before the core is opened.
///
/// On a failure, which is a phone without Bluetooth or an app without btleplug's classes, it throws a Java exception; a
/// panic becomes one, too. Looking for devices after that would panic: the app then opens the core without Bluetooth.
#[allow(
    unsafe_code,
    reason = "the Java machine finds a method by its exported name; nobody else has a name like this one"
)]
#[unsafe(no_mangle)]
pub extern "system" fn Java_app_lull_phone_NativeBluetooth_initialize<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
) {
    env.with_env(|env| -> btleplug::Result<()> { btleplug::platform::init(env) })
        .resolve::<ThrowRuntimeExAndDefault>();
}
