//! What the Gradle build says: its catalog of versions, its properties, and the strings of its scripts.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::text;
use crate::workspace::Workspace;

/// `gradle/libs.versions.toml`.
#[derive(Debug, Deserialize)]
pub(crate) struct Catalog {
    versions: BTreeMap<String, String>,
}

impl Catalog {
    /// # Errors
    /// When there is none, or it is no catalog.
    pub(crate) fn read(workspace: &Workspace) -> Result<Self> {
        let path = workspace.path("android/gradle/libs.versions.toml");
        Self::parse(&text(&path)?).with_context(|| path.display().to_string())
    }

    pub(crate) fn parse(text: &str) -> Result<Self> {
        Ok(toml::from_str(text)?)
    }

    /// Empty when it is not there.
    pub(crate) fn version(&self, key: &str) -> &str {
        self.versions.get(key).map_or("", String::as_str)
    }

    /// A version that is one number, such as a level of Android.
    ///
    /// # Errors
    /// When it is not there, or no number.
    pub(crate) fn number(&self, key: &str) -> Result<u32> {
        let version = self.version(key);
        version
            .parse()
            .with_context(|| format!("{key} is no number in libs.versions.toml: {version:?}"))
    }
}

/// `gradle.properties`: one `key=value` a line, without Java's escapes, of which ours has none.
#[derive(Debug)]
pub(crate) struct Properties(BTreeMap<String, String>);

impl Properties {
    pub(crate) fn parse(text: &str) -> Self {
        let lines = text.lines().map(str::trim);
        let pairs = lines
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('='));
        Self(
            pairs
                .map(|(key, value)| (key.trim().to_owned(), value.trim().to_owned()))
                .collect(),
        )
    }

    /// What is listed under a key, between commas.
    pub(crate) fn list(&self, key: &str) -> Vec<String> {
        let value = self.0.get(key).map_or("", String::as_str);
        value
            .split(',')
            .map(str::trim)
            .filter(|item| !item.is_empty())
            .map(str::to_owned)
            .collect()
    }

    pub(crate) fn keys(&self, prefix: &str) -> impl Iterator<Item = &String> {
        self.0.keys().filter(move |key| key.starts_with(prefix))
    }
}

/// A build script. It is Kotlin, for which there is no parser here: what it says in quotes is enough.
#[derive(Debug)]
pub(crate) struct Script {
    pub(crate) strings: Vec<String>,
}

impl Script {
    pub(crate) fn parse(text: &str) -> Self {
        let code = text
            .lines()
            .filter(|line| !line.trim_start().starts_with(['/', '*']));
        let strings = code.flat_map(|line| line.split('"').skip(1).step_by(2));
        Self {
            strings: strings.map(str::to_owned).collect(),
        }
    }
}

#[derive(Debug, Deserialize)]
struct CargoFile {
    workspace: CargoWorkspace,
}

#[derive(Debug, Deserialize)]
struct CargoWorkspace {
    package: CargoPackage,
}

#[derive(Debug, Deserialize)]
struct CargoPackage {
    version: String,
}

/// The version of every Rust package.
///
/// # Errors
/// When the text is no Cargo.toml of a workspace.
pub(crate) fn workspace_version(cargo_toml: &str) -> Result<String> {
    let file: CargoFile = toml::from_str(cargo_toml).context("Cargo.toml")?;
    Ok(file.workspace.package.version)
}
