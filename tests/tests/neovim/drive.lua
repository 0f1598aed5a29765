-- What a person does in Neovim, played without a screen. Reads its part from $FEDIC_PLAY (JSON)
-- and writes what was seen, one JSON object, to the file named there.
local play = vim.fn.json_decode(vim.env.FEDIC_PLAY)
local seen = {}
local patience = 60000

local function finish()
  local file = io.open(play.report, "w")
  file:write(vim.fn.json_encode(seen))
  file:close()
  vim.cmd("qa!")
end

local function diagnostics()
  local list = {}
  for _, it in ipairs(vim.diagnostic.get(0)) do
    table.insert(list, { line = it.lnum + 1, column = it.col + 1, message = it.message, code = it.code or "" })
  end
  return list
end

local ok, failure = pcall(function()
  vim.cmd("cd " .. play.folder)
  vim.cmd("source " .. play.plugin)
  vim.cmd("edit " .. play.file)
  vim.bo.filetype = "nix"

  seen.attached = vim.wait(patience, function()
    return next(vim.lsp.buf_get_clients(0)) ~= nil
  end, 20)

  vim.wait(patience, function()
    return #vim.diagnostic.get(0) > 0
  end, 20)
  seen.diagnostics = diagnostics()
  if play.cursor == vim.NIL then
    return
  end

  vim.api.nvim_win_set_cursor(0, { play.cursor.line, play.cursor.column - 1 })
  vim.wait(patience, function()
    vim.lsp.buf.definition()
    return vim.wait(500, function()
      return vim.api.nvim_buf_get_name(0) ~= play.file or vim.api.nvim_win_get_cursor(0)[1] ~= play.cursor.line
    end, 20)
  end, 20)
  seen.definition = {
    file = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(0), ":."),
    line = vim.api.nvim_win_get_cursor(0)[1],
    column = vim.api.nvim_win_get_cursor(0)[2] + 1,
  }

  -- Mends the mistake by typing, as one does.
  vim.cmd("edit " .. play.file)
  vim.cmd(play.mend)
  seen.mended = vim.wait(patience, function()
    return #vim.diagnostic.get(0) == 0
  end, 20)
  seen.left = diagnostics()
end)
if not ok then
  seen.failure = tostring(failure)
end
finish()
