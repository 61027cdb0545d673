//! What the system starts by the name in the manifest, and what Kotlin there is behind those names.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use roxmltree::Document;

use super::text;

const ANDROID: &str = "http://schemas.android.com/apk/res/android";
/// Tags whose name is a class of the app.
const TAGS: [&str; 5] = ["activity", "application", "provider", "receiver", "service"];

/// `AndroidManifest.xml`.
#[derive(Debug)]
pub(crate) struct Manifest {
    pub(crate) package: String,
    /// Every class it names, in full.
    pub(crate) components: BTreeSet<String>,
}

impl Manifest {
    /// # Errors
    /// When the text is no manifest.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let document = Document::parse(text).context("the manifest")?;
        let package = document.root_element().attribute("package");
        let package = package.unwrap_or("app.lull").to_owned();
        let components = document
            .descendants()
            .filter(|node| TAGS.contains(&node.tag_name().name()))
            .filter_map(|node| node.attribute((ANDROID, "name")))
            .map(|name| match name.strip_prefix('.') {
                Some(below) => format!("{package}.{below}"),
                None => name.to_owned(),
            })
            .collect();
        Ok(Self {
            package,
            components,
        })
    }
}

/// The classes for which a Rust file exports native methods, by Java's naming: `Java_app_lull_phone_Some_start`.
pub(crate) fn natives(rust: &str) -> Vec<String> {
    let named = rust.split("fn Java_").skip(1);
    named
        .filter_map(|rest| {
            let end = rest.find(|it: char| !it.is_alphanumeric() && it != '_')?;
            let (class, _method) = rest.get(..end)?.rsplit_once('_')?;
            Some(class.replace('_', "."))
        })
        .collect()
}

/// Adds every class and object that the Kotlin below a folder declares at its top level.
///
/// # Errors
/// When a file cannot be read.
pub(crate) fn declared_below(folder: &Path, into: &mut BTreeSet<String>) -> Result<()> {
    for item in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let path = item?.path();
        if path.is_dir() {
            declared_below(&path, into)?;
        } else if path.extension().is_some_and(|ending| ending == "kt") {
            into.extend(declared(&text(&path)?));
        }
    }
    Ok(())
}

/// The classes and objects of one file that can be made: an abstract one cannot.
pub(crate) fn declared(kotlin: &str) -> Vec<String> {
    let package = kotlin
        .lines()
        .find_map(|line| line.strip_prefix("package "))
        .map_or("", str::trim);
    kotlin
        .lines()
        .filter_map(|line| {
            // what is indented is inside of something else
            let (before, after) = ["class ", "object "].iter().find_map(|word| {
                let (before, after) = line.split_once(word)?;
                let modifiers = before
                    .chars()
                    .all(|it| it.is_ascii_lowercase() || it == ' ');
                (modifiers && !before.starts_with(' ')).then_some((before, after))
            })?;
            let end = after
                .find(|it: char| !it.is_alphanumeric())
                .unwrap_or(after.len());
            let name = after.get(..end)?;
            (!before.contains("abstract")).then(|| format!("{package}.{name}"))
        })
        .collect()
}
