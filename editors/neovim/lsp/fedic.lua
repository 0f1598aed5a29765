-- How Neovim 0.11 and later starts fedic: `vim.lsp.enable("fedic")`. JSON is looked at where it may
-- be a configuration: in a project.
return {
  cmd = { "fedic", "lsp" },
  filetypes = { "nix", "json" },
  root_dir = function(buffer, start)
    local project = vim.fs.root(buffer, { "fedic.toml", "model.nix" })
    if project or vim.bo[buffer].filetype == "nix" then
      start(project or vim.fs.root(buffer, { "flake.nix", ".git" }))
    end
  end,
}
