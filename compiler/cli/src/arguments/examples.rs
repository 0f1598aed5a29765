//! Examples at the end of each command's help. A test runs them.

pub(super) const CHECK: &str = "Examples:
  fedic check                         the project of this folder
  fedic check services/blog.nix       what concerns one file
  fedic check --deny-warnings --format github      in a workflow
  fedic check --format sarif > fedic.sarif
  fedic check --format json | jq '.diagnostics[].message'";

pub(super) const PLAN: &str = "Examples:
  fedic plan
  fedic plan --config alice.json --environment production --format json --out plan.json
  fedic plan --previous plan.json     what is to be done where that plan was carried out
  fedic plan --format mermaid         a diagram for Markdown";

pub(super) const SCHEMA: &str = "Examples:
  fedic schema > configuration.schema.json
  fedic schema --profile form > form.json       and beside it, for react-jsonschema-form:
  fedic schema --format ui-schema > ui.json
  fedic schema --format typescript --profile output > configuration.ts
  fedic schema --of application.mastodon --format pydantic > mastodon.py
  fedic schema --of plan > plan.schema.json";

pub(super) const DOCS: &str = "Examples:
  fedic docs > options.md
  fedic docs --format html --out options.html
  fedic docs --format json | jq '.domain.description'";

pub(super) const DIFF: &str = "Examples:
  fedic diff v1.2                     what changed since a tag
  fedic diff main --for operator --format markdown > changes.md
  fedic schema --format interface > released.json       and later:
  fedic diff released.json
  fedic diff ../released . --format json | jq '.changes[] | select(.severity == \"breaking\")'";

pub(super) const MIGRATE_CONFIG: &str = "Examples:
  fedic migrate-config alice.json > alice.new.json      what was moved is listed on standard error
  fedic migrate-config alice.json --out alice.json";

pub(super) const EVAL: &str = "Examples:
  fedic eval -E '1 + 1'
  fedic eval --strict --json model.nix -A applications.hello
  fedic eval -E '{ name }: \"hello ${name}\"' --argstr name world";

pub(super) const TEST: &str = "Examples:
  fedic test tests.nix
  fedic test            all files of tests below this folder: tests.nix, *.test.nix, tests/**.nix
  fedic test --watch    again whenever a file changes that a test reads
  fedic test --format junit > tests.xml";

pub(super) const INIT: &str = "Examples:
  fedic init
  fedic init blog";

pub(super) const LSP: &str = "Examples:
  vim.lsp.config('fedic', { cmd = { 'fedic', 'lsp' }, filetypes = { 'nix', 'json' } })      in Neovim";

pub(super) const EXPLAIN: &str = "Examples:
  fedic explain F0301
  fedic explain unknown-option";

pub(super) const COMPLETIONS: &str = "Examples:
  source <(fedic completions bash)
  fedic completions zsh > \"${fpath[1]}/_fedic\"
  fedic completions fish > ~/.config/fish/completions/fedic.fish";

pub(super) const MAN: &str = "Examples:
  fedic man | man -l -
  fedic man check | man -l -
  fedic man --out ~/.local/share/man/man1";
