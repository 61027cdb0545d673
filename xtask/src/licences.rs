//! Whether every dependency may be used and comes from where it should. cargo-deny decides where it is installed; where
//! it is not, the same lists of deny.toml are applied here, so that licences are checked on every machine.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, anyhow, bail};
use serde::Deserialize;
use spdx::{Expression, Licensee, ParseMode};

use crate::log::Log;
use crate::workspace::Workspace;

pub(crate) fn check(workspace: &Workspace, log: &mut Log) -> Result<()> {
    let mut version = workspace.cargo();
    version.args(["deny", "--version"]);
    if log.read(&mut version).is_ok() {
        let mut cargo = workspace.cargo();
        cargo.args(["deny", "check", "licenses", "bans", "sources"]);
        return log.run(cargo);
    }
    log.say("LICENCES NOT CHECKED BY CARGO-DENY (cargo install --locked cargo-deny): checked here instead")?;
    let path = workspace.path("deny.toml");
    let text =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let rules = Rules::parse(&text).context("deny.toml")?;
    let mut cargo = workspace.cargo();
    cargo.args(["metadata", "--format-version=1", "--all-features"]);
    let graph: Graph =
        serde_json::from_str(&log.read(&mut cargo)?).context("cargo metadata is not readable")?;
    let faults = faults(&rules, &graph.packages);
    for fault in &faults {
        log.say(fault)?;
    }
    if !faults.is_empty() {
        bail!("{} of {} packages", faults.len(), graph.packages.len());
    }
    log.say(&format!(
        "{} packages, licences and sources allowed by deny.toml",
        graph.packages.len()
    ))
}

/// The part of `cargo metadata` that matters here.
#[derive(Debug, Deserialize)]
struct Graph {
    packages: Vec<Package>,
}

#[derive(Debug, Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    /// `None` for packages of this checkout.
    source: Option<String>,
}

/// The part of deny.toml that matters here.
#[derive(Debug, Deserialize)]
struct DenyFile {
    licenses: DenyLicences,
    sources: DenySources,
}

#[derive(Debug, Deserialize)]
struct DenyLicences {
    allow: Vec<String>,
    #[serde(default)]
    exceptions: Vec<DenyException>,
}

#[derive(Debug, Deserialize)]
struct DenyException {
    #[serde(rename = "crate", alias = "name")]
    package: String,
    allow: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct DenySources {
    #[serde(rename = "allow-registry")]
    allow_registry: Vec<String>,
}

/// What deny.toml allows.
#[derive(Debug)]
struct Rules {
    allowed: Vec<Licensee>,
    /// More licences, for one package each.
    exceptions: BTreeMap<String, Vec<Licensee>>,
    registries: Vec<String>,
}

impl Rules {
    fn parse(text: &str) -> Result<Self> {
        let file: DenyFile = toml::from_str(text)?;
        let mut exceptions = BTreeMap::new();
        for exception in file.licenses.exceptions {
            exceptions.insert(exception.package, licensees(&exception.allow)?);
        }
        Ok(Self {
            allowed: licensees(&file.licenses.allow)?,
            exceptions,
            registries: file.sources.allow_registry,
        })
    }

    /// Whether the package may be used under an expression such as `(MIT OR Apache-2.0) AND Unicode-3.0`.
    fn allow(&self, package: &str, expression: &Expression) -> bool {
        let more = self.exceptions.get(package).map_or(&[][..], Vec::as_slice);
        expression.evaluate(|wanted| {
            self.allowed
                .iter()
                .chain(more)
                .any(|licence| licence.satisfies(wanted))
        })
    }

    fn know_source(&self, source: &str) -> bool {
        self.registries.iter().any(|registry| {
            source == format!("registry+{registry}") || source == format!("sparse+{registry}")
        })
    }
}

fn licensees(names: &[String]) -> Result<Vec<Licensee>> {
    names
        .iter()
        .map(|name| Licensee::parse(name).map_err(|error| anyhow!("licence {name:?}: {error}")))
        .collect()
}

/// One sentence for every package that may not be used as it is.
fn faults(rules: &Rules, packages: &[Package]) -> Vec<String> {
    let mut faults = Vec::new();
    for package in packages {
        let Package {
            name,
            version,
            license,
            source,
        } = package;
        if let Some(source) = source.as_deref()
            && !rules.know_source(source)
        {
            faults.push(format!("{name} {version}: source {source} is not allowed"));
        }
        match license.as_deref() {
            None | Some("") => faults.push(format!("{name} {version}: names no licence")),
            // Lax, because older packages write a slash for OR.
            Some(written) => match Expression::parse_mode(written, ParseMode::LAX) {
                Ok(expression) if rules.allow(name, &expression) => {}
                Ok(_) => faults.push(format!(
                    "{name} {version}: licence {written} is not allowed"
                )),
                Err(error) => faults.push(format!(
                    "{name} {version}: licence {written:?} is not an SPDX expression: {}",
                    error.reason
                )),
            },
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::{Package, Rules, faults};

    const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

    const DENY: &str = r#"
        [licenses]
        allow = ["MIT", "Apache-2.0", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"]
        exceptions = [{ crate = "odd", allow = ["Zlib"] }]
        [sources]
        allow-registry = ["https://github.com/rust-lang/crates.io-index"]
    "#;

    fn judged(name: &str, license: Option<&str>, source: Option<&str>) -> Vec<String> {
        let package = Package {
            name: name.into(),
            version: "1.0.0".into(),
            license: license.map(Into::into),
            source: source.map(Into::into),
        };
        faults(&Rules::parse(DENY).unwrap(), &[package])
    }

    #[test]
    fn expressions_are_judged_by_their_meaning() {
        for (expression, allowed) in [
            ("MIT", true),
            ("GPL-3.0-only", false),
            ("GPL-3.0-only OR MIT", true),
            ("GPL-3.0-only AND MIT", false),
            ("(MIT OR GPL-2.0-only) AND Unicode-3.0", true),
            ("MIT AND (GPL-2.0-only OR Zlib)", false),
            ("MIT/Apache-2.0", true),
            ("GPL-2.0-only / Apache-2.0", true),
            ("Apache-2.0 WITH LLVM-exception", true),
            ("MIT OR Apache-2.0 OR LGPL-2.1-or-later", true),
        ] {
            let faults = judged("some", Some(expression), Some(CRATES_IO));
            assert_eq!(faults.is_empty(), allowed, "{expression}: {faults:?}");
        }
    }

    #[test]
    fn no_licence_and_no_expression_are_faults_that_name_the_package() {
        for license in [None, Some(""), Some("see the file")] {
            let faults = judged("some", license, Some(CRATES_IO));
            assert_eq!(faults.len(), 1, "{license:?}");
            assert!(faults[0].starts_with("some 1.0.0: "), "{faults:?}");
        }
    }

    #[test]
    fn an_exception_is_for_its_package_only() {
        assert!(judged("odd", Some("Zlib"), Some(CRATES_IO)).is_empty());
        assert_eq!(judged("even", Some("Zlib"), Some(CRATES_IO)).len(), 1);
    }

    #[test]
    fn sources_other_than_the_allowed_registry_are_faults() {
        let git = "git+https://example.org/some.git#0123";
        assert_eq!(judged("some", Some("MIT"), Some(git)).len(), 1);
        assert!(judged("ours", Some("MIT"), None).is_empty());
    }

    #[test]
    fn the_deny_file_of_this_checkout_is_understood() {
        let rules = Rules::parse(include_str!("../../deny.toml")).unwrap();
        assert!(!rules.allowed.is_empty());
        assert!(rules.know_source(CRATES_IO));
    }

    #[test]
    fn a_misspelt_licence_in_the_deny_file_is_an_error() {
        let text = DENY.replace("\"MIT\"", "\"MTI\"");
        assert!(Rules::parse(&text).unwrap_err().to_string().contains("MTI"));
    }
}
