-- Starts fedic for Nix files, and for the JSON files of projects. Neovim before 0.11 knows no
-- `vim.lsp.enable`, and before 0.8 no `vim.lsp.start`; there the same is said in the words that
-- it has.
require("fedic").setup()

if vim.lsp.enable then
  vim.lsp.enable("fedic")
  return
end

-- The nearest folder upwards that has one of the names.
local function root_of(file, names)
  local folder = vim.fn.fnamemodify(file, ":p:h")
  while true do
    for _, name in ipairs(names) do
      if vim.loop.fs_stat(folder .. "/" .. name) then
        return folder
      end
    end
    local parent = vim.fn.fnamemodify(folder, ":h")
    if parent == folder then
      return nil
    end
    folder = parent
  end
end

local clients = {}

vim.api.nvim_create_autocmd("FileType", {
  pattern = { "nix", "json" },
  callback = function(event)
    local project = root_of(event.file, { "fedic.toml", "model.nix" })
    if not project and event.match == "json" then
      return
    end
    local root = project or root_of(event.file, { "flake.nix", ".git" }) or vim.fn.getcwd()
    local config = { name = "fedic", cmd = { "fedic", "lsp" }, root_dir = root }
    if vim.lsp.start then
      vim.lsp.start(config, { bufnr = event.buf })
      return
    end
    clients[root] = clients[root] or vim.lsp.start_client(config)
    vim.lsp.buf_attach_client(event.buf, clients[root])
  end,
})
