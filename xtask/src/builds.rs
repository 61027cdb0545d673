//! Whether Android's two builds agree. Maven's is run and tested on every computer, Gradle's makes what a phone gets and needs
//! an SDK: a source, a version or a component that only one of them knows is not tested, or not shipped.

pub(crate) mod components;
pub(crate) mod gradle;
pub(crate) mod maven;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::android::Abi;
use crate::log::Log;
use crate::workspace::Workspace;

use self::components::Manifest;
use self::gradle::{Catalog, Properties, Script};
use self::maven::Project;

/// Modules of the Maven build that no phone gets: they stand in for what a phone has, or open a window on a computer.
const COMPUTERS_OWN: [&str; 3] = ["androidx-test-standin", "desk", "lifecycle-standin"];
/// The one folder of sources that only Gradle compiles: it needs Google's repository.
const PHONES_OWN: &str = "app/src/phone/";
/// What there may be below `src` of a module.
const SOURCE_SETS: [&str; 3] = ["main", "phone", "test"];
/// What there may be below `src/main`, `src/phone` and `src/test`: Gradle would take in other folders unasked.
const KINDS: [&str; 5] = [
    "AndroidManifest.xml",
    "jniLibs",
    "kotlin",
    "res",
    "resources",
];

/// A version of the catalog, and where the Maven build says the same.
const VERSIONS: [(&str, &str, Same); 7] = [
    ("coroutines", "coroutines.version", Same::Exactly),
    ("compose", "compose.version", Same::Line),
    ("java", "kotlin.compiler.jvmTarget", Same::Exactly),
    ("jna", "jna.version", Same::Exactly),
    ("kotlin", "kotlin.version", Same::Exactly),
    ("min-sdk", "min.sdk", Same::Exactly),
    ("target-sdk", "target.sdk", Same::Exactly),
];
/// Which line of Material belongs to which of Compose; JetBrains gives both one number.
const MATERIAL: (&str, &str) = ("1.7", "1.3");
/// What brings the lifecycle into the Maven build, under JetBrains' name.
const LIFECYCLE: &str = "lifecycle-runtime-compose-desktop";

/// How alike two versions have to be.
#[derive(Clone, Copy, Debug)]
enum Same {
    /// To the last digit.
    Exactly,
    /// In their first two numbers: JetBrains and Google number their last digits apart.
    Line,
}

/// Everything the two builds say.
#[derive(Debug)]
struct Builds {
    maven: Project,
    catalog: Catalog,
    properties: Properties,
    settings: Script,
    script: Script,
    manifest: Manifest,
    /// Top-level classes and objects of all Kotlin that a phone gets.
    declared: BTreeSet<String>,
    /// Files and folders of each source set, below android/.
    found: Vec<String>,
    /// Classes for which the library has native methods.
    natives: Vec<String>,
    /// The version of the Rust packages.
    version: String,
}

/// Holds the two builds against each other.
///
/// # Errors
/// When they differ, after saying every difference, or when one cannot be read.
pub(crate) fn check(workspace: &Workspace, log: &mut Log) -> Result<()> {
    let builds = Builds::read(workspace)?;
    let faults = builds.faults();
    for fault in &faults {
        log.say(fault)?;
    }
    if !faults.is_empty() {
        bail!("Android's two builds differ in {} ways", faults.len());
    }
    log.say(&format!(
        "both builds name {} folders of sources, {} versions and {} components",
        builds.properties.list("lull.sources").len(),
        VERSIONS.len() + 3,
        builds.manifest.components.len()
    ))
}

impl Builds {
    fn read(workspace: &Workspace) -> Result<Self> {
        let android = workspace.path("android");
        let properties = Properties::parse(&text(&android.join("gradle.properties"))?);
        let manifest = properties.list("lull.manifest").join(",");
        let mut declared = BTreeSet::new();
        for folder in ["lull.sources", "lull.phone"]
            .iter()
            .flat_map(|key| properties.list(key))
        {
            // not there before `cargo xtask bindings`, and without a component
            if !folder.ends_with("/generated") {
                components::declared_below(&android.join(folder), &mut declared)?;
            }
        }
        let maven = Project::read(&android)?;
        let mut found = Vec::new();
        for module in maven
            .modules
            .iter()
            .filter(|module| is_shipped(&module.name))
        {
            found.extend(source_sets(&android, &module.name)?);
        }
        Ok(Self {
            catalog: Catalog::read(workspace)?,
            settings: Script::parse(&text(&android.join("settings.gradle.kts"))?),
            script: Script::parse(&text(&android.join("app/build.gradle.kts"))?),
            manifest: Manifest::parse(&text(&android.join(&manifest))?)?,
            natives: components::natives(&text(&workspace.path("bindings/src/android.rs"))?),
            version: gradle::workspace_version(&text(&workspace.path("Cargo.toml"))?)?,
            maven,
            properties,
            declared,
            found,
        })
    }

    /// One sentence for each difference.
    fn faults(&self) -> Vec<String> {
        [
            self.version_faults(),
            self.folder_faults(),
            self.script_faults(),
            self.component_faults(),
        ]
        .concat()
    }

    fn version_faults(&self) -> Vec<String> {
        let compose = self.catalog.version("compose");
        let material = if same(Same::Line, compose, MATERIAL.0) {
            MATERIAL.1
        } else {
            "one that nobody wrote down: see MATERIAL in xtask/src/builds.rs"
        };
        let mut pairs: Vec<(&str, &str, Same)> = VERSIONS
            .iter()
            .map(|(key, property, alike)| (*key, self.maven.property(property), *alike))
            .collect();
        pairs.push(("lifecycle", self.maven.version_of(LIFECYCLE), Same::Line));
        pairs.push(("material3", material, Same::Line));
        pairs.push(("lull", &self.maven.version, Same::Exactly));
        pairs.push(("lull", &self.version, Same::Exactly));
        let mut faults: Vec<String> = pairs
            .into_iter()
            .filter(|(key, other, alike)| !same(*alike, self.catalog.version(key), other))
            .map(|(key, other, _)| {
                let ours = self.catalog.version(key);
                format!("{key}: {ours:?} in Gradle's catalog, {other:?} elsewhere")
            })
            .collect();
        let level = |key: &str| self.catalog.version(key).parse::<u32>().ok();
        if level("compile-sdk") < level("target-sdk") {
            faults.push("compile-sdk is below target-sdk".to_owned());
        }
        faults
    }

    fn folder_faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for (key, maven) in [
            ("lull.sources", self.of_shipped(|module| &module.sources)),
            (
                "lull.resources",
                self.of_shipped(|module| &module.resources),
            ),
            ("lull.manifest", self.of_shipped(|module| &module.manifests)),
        ] {
            let gradle: BTreeSet<String> = self.properties.list(key).into_iter().collect();
            if gradle.is_empty() {
                faults.push(format!("{key}: nothing in gradle.properties"));
            }
            for folder in gradle.symmetric_difference(&maven) {
                let only = if gradle.contains(folder) {
                    "Gradle"
                } else {
                    "Maven"
                };
                faults.push(format!("{key}: only {only} compiles {folder}"));
            }
        }
        for key in ["lull.phone", "lull.libraries"] {
            let folders = self.properties.list(key);
            if folders.is_empty() || folders.iter().any(|it| !it.starts_with(PHONES_OWN)) {
                faults.push(format!("{key}: {folders:?} is not below {PHONES_OWN}"));
            }
        }
        if self.properties.list("lull.abis") != Abi::ALL.map(Abi::name) {
            faults.push("lull.abis: not those of `cargo xtask android`".to_owned());
        }
        faults.extend(
            self.found
                .iter()
                .filter(|path| !is_known(path))
                .map(|path| {
                    format!("{path}: Gradle would take this folder in, and Maven does not know it")
                }),
        );
        faults
    }

    /// What Gradle compiles is named in its properties and nowhere else.
    fn script_faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for key in self.properties.keys("lull.") {
            if !self.script.strings.contains(key) {
                faults.push(format!("app/build.gradle.kts does not read {key}"));
            }
        }
        for string in &self.script.strings {
            if string.contains("src/") || string.contains("../") {
                faults.push(format!(
                    "app/build.gradle.kts names the folder {string:?} itself"
                ));
            }
        }
        let modules = self
            .settings
            .strings
            .iter()
            .filter(|it| it.starts_with(':'));
        if modules.collect::<Vec<_>>() != [":app"] {
            faults.push("settings.gradle.kts: more or less than the one module :app".to_owned());
        }
        if !self.script.strings.contains(&self.manifest.package) {
            faults.push(format!("no namespace {} in Gradle", self.manifest.package));
        }
        faults
    }

    fn component_faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if self.manifest.components.is_empty() {
            faults.push("the manifest names no component".to_owned());
        }
        for component in &self.manifest.components {
            if !self.declared.contains(component) {
                faults.push(format!("the manifest names {component}, which is nowhere"));
            }
        }
        for class in &self.natives {
            if !self.declared.contains(class) {
                faults.push(format!(
                    "bindings/src/android.rs has a method of {class}, which is nowhere"
                ));
            }
        }
        faults
    }

    fn of_shipped(&self, of: impl Fn(&maven::Module) -> &Vec<String>) -> BTreeSet<String> {
        let modules = self.maven.modules.iter();
        modules
            .filter(|module| is_shipped(&module.name))
            .flat_map(|module| of(module).clone())
            .collect()
    }
}

fn is_shipped(module: &str) -> bool {
    !COMPUTERS_OWN.contains(&module)
}

/// Whether a version is there and the other is the same.
fn same(alike: Same, one: &str, other: &str) -> bool {
    let line =
        |version: &str| -> Vec<String> { version.split('.').take(2).map(str::to_owned).collect() };
    !one.is_empty()
        && match alike {
            Same::Exactly => one == other,
            Same::Line => line(one) == line(other),
        }
}

/// `app/src/main/kotlin`, and only such.
fn is_known(path: &str) -> bool {
    let mut parts = path.split('/').skip(2);
    parts.next().is_some_and(|set| SOURCE_SETS.contains(&set))
        && parts.next().is_none_or(|kind| KINDS.contains(&kind))
}

/// Every source set of a module with what lies in it: `app/src/main/kotlin`, `app/src/main/res` ...
fn source_sets(android: &Path, module: &str) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for set in names(&android.join(module).join("src"))? {
        let path = format!("{module}/src/{set}");
        for kind in names(&android.join(&path))? {
            found.push(format!("{path}/{kind}"));
        }
    }
    Ok(found)
}

/// What lies in a folder; nothing where there is none.
fn names(folder: &Path) -> Result<Vec<String>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for item in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        names.push(item?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests;
