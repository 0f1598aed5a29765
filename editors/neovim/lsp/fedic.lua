-- How Neovim 0.11 and later starts fedic: `vim.lsp.enable("fedic")`.
return {
  cmd = { "fedic", "lsp" },
  filetypes = { "nix" },
  root_markers = { "fedic.toml", "model.nix", "flake.nix", ".git" },
}
