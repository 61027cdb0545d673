use std::collections::BTreeSet;

use anyhow::bail;

use super::components::{Manifest, declared, natives};
use super::gradle::{Catalog, Properties, Script};
use super::maven::Project;
use super::{Builds, is_known};

const PARENT: &str = r#"<?xml version="1.0"?>
    <project xmlns="http://maven.apache.org/POM/4.0.0">
      <version>0.1.0</version>
      <modules><module>app</module><module>desk</module></modules>
      <properties>
        <kotlin.version>2.4.21</kotlin.version>
        <kotlin.compiler.jvmTarget>17</kotlin.compiler.jvmTarget>
        <coroutines.version>1.11.0</coroutines.version>
        <compose.version>1.7.3</compose.version>
        <jna.version>5.19.1</jna.version>
      </properties>
    </project>"#;

const APP: &str = r#"<project xmlns="http://maven.apache.org/POM/4.0.0">
      <properties><min.sdk>31</min.sdk><target.sdk>36</target.sdk></properties>
      <dependencies>
        <dependency><artifactId>lifecycle-runtime-compose-desktop</artifactId><version>2.8.4</version></dependency>
      </dependencies>
      <build><plugins>
        <plugin><executions><execution><id>resources</id><configuration><target>
          <copy file="src/main/AndroidManifest.xml" tofile="${res.dir}/AndroidManifest.xml"/>
          <exec executable="aapt2"><arg line="compile --dir src/main/res -o ${res.dir}/compiled.zip"/></exec>
        </target></configuration></execution></executions></plugin>
        <plugin><executions>
          <execution><id>compile</id><configuration><sourceDirs>
            <sourceDir>${project.basedir}/src/main/kotlin</sourceDir>
            <sourceDir>${res.dir}/gen</sourceDir>
          </sourceDirs></configuration></execution>
          <execution><id>test-compile</id><configuration><sourceDirs>
            <sourceDir>${project.basedir}/src/test/kotlin</sourceDir>
          </sourceDirs></configuration></execution>
        </executions></plugin>
      </plugins></build>
    </project>"#;

const DESK: &str = r#"<project><build><plugins><plugin><executions><execution><id>compile</id>
    <configuration><sourceDirs><sourceDir>${project.basedir}/src/main/kotlin</sourceDir></sourceDirs></configuration>
    </execution></executions></plugin></plugins></build></project>"#;

const CATALOG: &str = r#"
    [versions]
    lull = "0.1.0"
    min-sdk = "31"
    target-sdk = "36"
    compile-sdk = "36"
    java = "17"
    kotlin = "2.4.21"
    coroutines = "1.11.0"
    jna = "5.19.1"
    compose = "1.7.6"
    material3 = "1.3.1"
    lifecycle = "2.8.7"
"#;

const PROPERTIES: &str = "# a comment = none\n\
    lull.sources=app/src/main/kotlin\n\
    lull.resources=app/src/main/res\n\
    lull.manifest=app/src/main/AndroidManifest.xml\n\
    lull.phone = app/src/phone/kotlin\n\
    lull.libraries=app/src/phone/jniLibs\n\
    lull.abis=arm64-v8a,armeabi-v7a,x86_64\n";

const SCRIPT: &str = r#"
    namespace = "app.lull"
    // of "src/old", once
    kotlin.directories += below("lull.sources") + below("lull.phone")
    res.directories += below("lull.resources")
    manifest.srcFile(below("lull.manifest").single())
    jniLibs.directories += below("lull.libraries")
    ndk { abiFilters += listed("lull.abis") }
"#;

const MANIFEST: &str = r#"
    <manifest xmlns:android="http://schemas.android.com/apk/res/android" package="app.lull">
      <uses-permission android:name="android.permission.BLUETOOTH_SCAN" />
      <application android:name=".phone.PhoneApplication">
        <activity android:name=".phone.MainActivity">
          <intent-filter><action android:name="android.intent.action.MAIN" /></intent-filter>
        </activity>
      </application>
    </manifest>"#;

const KOTLIN: &str = "package app.lull.phone\n\n\
    abstract class LullApplication : Application()\n\
    class PhoneApplication : LullApplication() {\n    class Inner\n}\n\
    internal data class Kept(\n    val at: Int,\n)\n\
    class MainActivity : Activity() { // class Other\n}\n";

fn builds() -> Builds {
    builds_with(PARENT, APP)
}

fn builds_with(parent: &str, app: &str) -> Builds {
    let maven = Project::parse(parent, |module| match module {
        "app" => Ok(app.to_owned()),
        "desk" => Ok(DESK.to_owned()),
        other => bail!("no module {other}"),
    });
    Builds {
        maven: maven.unwrap(),
        catalog: Catalog::parse(CATALOG).unwrap(),
        properties: Properties::parse(PROPERTIES),
        settings: Script::parse("rootProject.name = \"lull\"\ninclude(\":app\")\n"),
        script: Script::parse(SCRIPT),
        manifest: Manifest::parse(MANIFEST).unwrap(),
        declared: declared(KOTLIN).into_iter().collect(),
        found: ["app/src/main/kotlin", "app/src/test/kotlin"]
            .map(str::to_owned)
            .to_vec(),
        natives: natives(
            "pub extern \"system\" fn Java_app_lull_phone_MainActivity_start<'local>(",
        ),
        version: "0.1.0".to_owned(),
    }
}

/// The one fault of these builds.
fn fault(builds: &Builds) -> String {
    let faults = builds.faults();
    assert_eq!(faults.len(), 1, "{faults:?}");
    faults.into_iter().next().unwrap()
}

#[test]
fn builds_that_agree_have_no_fault() {
    assert_eq!(builds().faults(), Vec::<String>::new());
}

#[test]
fn a_version_that_changed_in_one_build_alone_is_named() {
    for (key, line, changed) in [
        ("kotlin", "kotlin = \"2.4.21\"", "kotlin = \"2.4.20\""),
        (
            "coroutines",
            "coroutines = \"1.11.0\"",
            "coroutines = \"1.10.2\"",
        ),
        ("jna", "jna = \"5.19.1\"", "jna = \"5.18.1\""),
        ("java", "java = \"17\"", "java = \"21\""),
        ("min-sdk", "min-sdk = \"31\"", "min-sdk = \"26\""),
        (
            "lifecycle",
            "lifecycle = \"2.8.7\"",
            "lifecycle = \"2.9.0\"",
        ),
        (
            "material3",
            "material3 = \"1.3.1\"",
            "material3 = \"1.4.0\"",
        ),
    ] {
        assert!(CATALOG.contains(line));
        let mut builds = builds();
        builds.catalog = Catalog::parse(&CATALOG.replace(line, changed)).unwrap();
        let fault = fault(&builds);
        assert!(fault.starts_with(&format!("{key}: ")), "{fault}");
    }
}

#[test]
fn a_version_that_changed_in_maven_alone_is_named() {
    for (of, changed, key) in [
        ("<kotlin.version>2.4.21", "<kotlin.version>2.5.0", "kotlin"),
        ("<jna.version>5.19.1", "<jna.version>5.20.0", "jna"),
    ] {
        let fault = fault(&builds_with(&PARENT.replace(of, changed), APP));
        assert!(fault.starts_with(&format!("{key}: ")), "{fault}");
    }
    let fault = fault(&builds_with(
        PARENT,
        &APP.replace("<target.sdk>36", "<target.sdk>35"),
    ));
    assert!(fault.starts_with("target-sdk: "), "{fault}");
}

#[test]
fn another_line_of_compose_wants_its_line_of_material_as_well() {
    let parent = PARENT.replace("<compose.version>1.7.3", "<compose.version>1.8.2");
    let fault = fault(&builds_with(&parent, APP));
    assert!(fault.starts_with("compose: \"1.7.6\""), "{fault}");
    let mut both = builds_with(&parent, APP);
    both.catalog = Catalog::parse(&CATALOG.replace("1.7.6", "1.8.3")).unwrap();
    assert!(super::tests::fault(&both).starts_with("material3: "));
}

#[test]
fn the_app_has_the_version_of_the_library_it_carries() {
    let mut builds = builds();
    builds.version = "0.2.0".to_owned();
    assert!(fault(&builds).starts_with("lull: "));
}

#[test]
fn a_version_that_is_gone_is_a_fault_and_not_an_agreement() {
    let mut builds = builds_with(&PARENT.replace("jna.version", "jna.old"), APP);
    builds.catalog = Catalog::parse(&CATALOG.replace("jna = ", "jna-old = ")).unwrap();
    assert!(fault(&builds).starts_with("jna: \"\""));
}

#[test]
fn a_source_folder_that_only_one_build_compiles_is_named_with_that_build() {
    let more = APP.replace(
        "<sourceDir>${res.dir}/gen</sourceDir>",
        "<sourceDir>${project.basedir}/src/more/kotlin</sourceDir>",
    );
    let fault_of_maven = fault(&builds_with(PARENT, &more));
    assert_eq!(
        fault_of_maven,
        "lull.sources: only Maven compiles app/src/more/kotlin"
    );
    let mut builds = builds();
    let more = PROPERTIES.replace("lull.resources=", "lull.resources=app/src/play/res,");
    builds.properties = Properties::parse(&more);
    assert_eq!(
        fault(&builds),
        "lull.resources: only Gradle compiles app/src/play/res"
    );
}

#[test]
fn a_module_that_is_new_in_maven_must_be_in_gradle_too() {
    let renamed = PARENT.replace("<module>desk</module>", "<module>tile</module>");
    let maven = Project::parse(&renamed, |module| match module {
        "app" => Ok(APP.to_owned()),
        _ => Ok(DESK.to_owned()),
    });
    let mut builds = builds();
    builds.maven = maven.unwrap();
    assert_eq!(
        fault(&builds),
        "lull.sources: only Maven compiles tile/src/main/kotlin"
    );
}

#[test]
fn gradle_has_no_sources_of_its_own_but_the_phones() {
    let mut elsewhere = builds();
    let text = PROPERTIES.replace("app/src/phone/kotlin", "app/src/release/kotlin");
    elsewhere.properties = Properties::parse(&text);
    assert!(fault(&elsewhere).starts_with("lull.phone: "));
    let mut unasked = builds();
    unasked.found.push("app/src/release/kotlin".to_owned());
    assert!(fault(&unasked).starts_with("app/src/release/kotlin: "));
    assert!(is_known("app/src/phone/jniLibs") && !is_known("app/src/main/java"));
}

#[test]
fn the_build_script_names_no_folder_and_reads_every_property() {
    let mut own = builds();
    own.script = Script::parse(&format!(
        "{SCRIPT}\nassets.directories += \"src/main/art\"\n"
    ));
    assert!(fault(&own).contains("src/main/art"));
    let mut deaf = builds();
    deaf.script = Script::parse(&SCRIPT.replace("\"lull.libraries\"", "it"));
    assert_eq!(
        fault(&deaf),
        "app/build.gradle.kts does not read lull.libraries"
    );
    let mut more = builds();
    more.settings = Script::parse("include(\":app\")\ninclude(\":wear\")\n");
    assert!(fault(&more).starts_with("settings.gradle.kts"));
}

#[test]
fn a_component_without_a_class_is_named_in_full() {
    let mut builds = builds();
    builds.declared.remove("app.lull.phone.PhoneApplication");
    let expected = "the manifest names app.lull.phone.PhoneApplication, which is nowhere";
    assert_eq!(fault(&builds), expected);
}

#[test]
fn a_native_method_of_a_class_that_was_renamed_is_named() {
    let mut builds = builds();
    builds.natives.push("app.lull.phone.Gone".to_owned());
    assert!(fault(&builds).contains("a method of app.lull.phone.Gone"));
}

#[test]
fn what_kotlin_declares_is_found_at_its_top_level_alone_and_abstract_classes_are_not() {
    let expected = ["Kept", "MainActivity", "PhoneApplication"];
    let expected: BTreeSet<String> = expected.map(|name| format!("app.lull.phone.{name}")).into();
    assert_eq!(
        declared(KOTLIN).into_iter().collect::<BTreeSet<_>>(),
        expected
    );
}
