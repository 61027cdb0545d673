//! What the Maven build says: its modules, and what each of them compiles.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use roxmltree::{Document, Node};

use super::text;

/// `android/pom.xml` with its modules.
#[derive(Debug)]
pub(crate) struct Project {
    pub(crate) version: String,
    pub(crate) modules: Vec<Module>,
    properties: BTreeMap<String, String>,
    /// Versions that a module's dependency names itself, by artifact.
    versions: BTreeMap<String, String>,
}

/// One of its modules. Every path is below android/.
#[derive(Debug)]
pub(crate) struct Module {
    pub(crate) name: String,
    /// Folders whose Kotlin ends up in what is tested.
    pub(crate) sources: Vec<String>,
    pub(crate) resources: Vec<String>,
    pub(crate) manifests: Vec<String>,
}

impl Project {
    /// # Errors
    /// When a pom.xml cannot be read.
    pub(crate) fn read(android: &Path) -> Result<Self> {
        Self::parse(&text(&android.join("pom.xml"))?, |module| {
            text(&android.join(module).join("pom.xml"))
        })
    }

    /// `module` gives the text of a module's own pom.xml.
    pub(crate) fn parse(parent: &str, module: impl Fn(&str) -> Result<String>) -> Result<Self> {
        let document = Document::parse(parent).context("android/pom.xml")?;
        let root = document.root_element();
        let mut project = Self {
            version: child(root, "version").map_or_else(String::new, said),
            modules: Vec::new(),
            properties: BTreeMap::new(),
            versions: BTreeMap::new(),
        };
        project.take_properties(root);
        for node in child(root, "modules").into_iter().flat_map(elements) {
            let name = said(node);
            let text = module(&name)?;
            let document =
                Document::parse(&text).with_context(|| format!("android/{name}/pom.xml"))?;
            let root = document.root_element();
            project.take_properties(root);
            project.take_versions(root);
            project.modules.push(Module::of(&name, root));
        }
        Ok(project)
    }

    /// Empty when nobody sets it.
    pub(crate) fn property(&self, key: &str) -> &str {
        self.properties.get(key).map_or("", String::as_str)
    }

    /// The version of a dependency; empty when there is none.
    pub(crate) fn version_of(&self, artifact: &str) -> &str {
        self.versions.get(artifact).map_or("", String::as_str)
    }

    fn take_properties(&mut self, root: Node<'_, '_>) {
        for node in child(root, "properties").into_iter().flat_map(elements) {
            let key = node.tag_name().name().to_owned();
            self.properties.insert(key, said(node));
        }
    }

    fn take_versions(&mut self, root: Node<'_, '_>) {
        for node in child(root, "dependencies").into_iter().flat_map(elements) {
            if let (Some(artifact), Some(version)) =
                (child(node, "artifactId"), child(node, "version"))
            {
                self.versions.insert(said(artifact), said(version));
            }
        }
    }
}

impl Module {
    fn of(name: &str, root: Node<'_, '_>) -> Self {
        let below = |path: &str| format!("{name}/{path}");
        let own = |path: String| {
            let path = path.strip_prefix("${project.basedir}/").unwrap_or(&path);
            // a folder that Maven itself fills, from what is named elsewhere
            (!path.starts_with('$')).then(|| below(path))
        };
        let descendants = || root.descendants();
        let compiles = |node: &Node<'_, '_>| {
            node.has_tag_name_anywhere("execution")
                && child(*node, "id").is_some_and(|id| said(id) == "compile")
        };
        let sources = descendants()
            .filter(compiles)
            .flat_map(|execution| execution.descendants())
            .filter(|node| node.has_tag_name_anywhere("sourceDir"))
            .filter_map(|node| own(said(node)))
            .collect();
        // `compile --dir src/main/res -o ...`
        let resources = descendants()
            .filter(|node| node.has_tag_name_anywhere("arg"))
            .filter_map(|node| node.attribute("line"))
            .filter_map(|line| {
                let mut words = line.split_whitespace().skip_while(|word| *word != "--dir");
                words.nth(1)
            })
            .filter_map(|folder| own(folder.to_owned()))
            .collect();
        let manifests = descendants()
            .filter(|node| node.has_tag_name_anywhere("copy"))
            .filter_map(|node| node.attribute("file"))
            .filter(|file| file.ends_with("/AndroidManifest.xml"))
            .filter_map(|file| own(file.to_owned()))
            .collect();
        Self {
            name: name.to_owned(),
            sources,
            resources,
            manifests,
        }
    }
}

/// Tags by their name alone: Maven's files have one namespace, and are understood without it.
trait Named {
    fn has_tag_name_anywhere(&self, name: &str) -> bool;
}

impl Named for Node<'_, '_> {
    fn has_tag_name_anywhere(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

fn child<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    elements(node).find(|child| child.tag_name().name() == name)
}

fn elements<'a, 'input>(node: Node<'a, 'input>) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(Node::is_element)
}

fn said(node: Node<'_, '_>) -> String {
    node.text().unwrap_or_default().trim().to_owned()
}
