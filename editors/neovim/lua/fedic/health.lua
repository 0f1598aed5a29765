-- `:checkhealth fedic`: whether fedic can be started, and what it serves here.
local M = {}

-- Neovim before 0.10 has these under other names, before 0.8 in another place.
local health = vim.health or require("health")
local start = health.start or health.report_start
local ok = health.ok or health.report_ok
local warn = health.warn or health.report_warn
local fail = health.error or health.report_error
local info = health.info or health.report_info

local function version(program)
  local lines = vim.fn.systemlist({ program, "--version" })
  return vim.v.shell_error == 0 and lines[1] or nil
end

local function clients()
  if not vim.lsp then
    return {}
  end
  local all = vim.lsp.get_clients and vim.lsp.get_clients() or vim.lsp.get_active_clients()
  return vim.tbl_filter(function(client)
    return client.name == "fedic"
  end, all)
end

function M.check()
  start("fedic")
  if vim.fn.executable("fedic") == 0 then
    fail("`fedic` is not on the PATH", {
      "Install it: `cargo install --path compiler/cli` in its sources.",
      "Or name it: `vim.lsp.config('fedic', { cmd = { '/path/to/fedic', 'lsp' } })`.",
    })
    return
  end
  local found = version("fedic")
  if found then
    ok(found .. ": " .. vim.fn.exepath("fedic"))
  else
    fail("`fedic --version` failed: " .. vim.fn.exepath("fedic"))
  end
  if not vim.lsp.enable then
    warn("this Neovim is older than 0.11: no `vim.lsp.config`", {
      "Diagnostics, completion and navigation work; semantic tokens and inlay hints need a newer one.",
    })
  end
  local running = clients()
  if #running == 0 then
    info("no server runs: open a Nix file of a project with `fedic.toml` or `model.nix`")
  end
  for _, client in ipairs(running) do
    ok("serves " .. (client.config.root_dir or "single files"))
  end
end

return M
