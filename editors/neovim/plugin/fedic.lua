-- Starts fedic for Nix files. Neovim before 0.11 knows no `vim.lsp.enable`, and before 0.8
-- no `vim.lsp.start`; there the same is said in the words that it has.
if vim.lsp.enable then
  vim.lsp.enable("fedic")
  return
end

local markers = { "fedic.toml", "model.nix", "flake.nix", ".git" }

-- The nearest folder upwards that has one of the markers.
local function root_of(file)
  local folder = vim.fn.fnamemodify(file, ":p:h")
  while true do
    for _, marker in ipairs(markers) do
      if vim.loop.fs_stat(folder .. "/" .. marker) then
        return folder
      end
    end
    local parent = vim.fn.fnamemodify(folder, ":h")
    if parent == folder then
      return vim.fn.getcwd()
    end
    folder = parent
  end
end

local clients = {}

vim.api.nvim_create_autocmd("FileType", {
  pattern = "nix",
  callback = function(event)
    local root = root_of(event.file)
    local config = { name = "fedic", cmd = { "fedic", "lsp" }, root_dir = root }
    if vim.lsp.start then
      vim.lsp.start(config, { bufnr = event.buf })
      return
    end
    clients[root] = clients[root] or vim.lsp.start_client(config)
    vim.lsp.buf_attach_client(event.buf, clients[root])
  end,
})
