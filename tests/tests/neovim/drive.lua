-- What a person does in Neovim, played without a screen. Reads its part from $FEDIC_PLAY (JSON)
-- and writes what was seen, one JSON object, to the file named there. What this Neovim cannot
-- show is not in it.
local play = vim.fn.json_decode(vim.env.FEDIC_PLAY)
local seen = {}
local patience = 60000

local function finish()
  local file = io.open(play.report, "w")
  file:write(vim.fn.json_encode(seen))
  file:close()
  vim.cmd("qa!")
end

local function until_so(holds)
  return vim.wait(patience, holds, 20)
end

local function diagnostics()
  local list = {}
  for _, it in ipairs(vim.diagnostic.get(0)) do
    table.insert(list, { line = it.lnum + 1, column = it.col + 1, message = it.message, code = it.code or "" })
  end
  return list
end

local function is_attached()
  local clients = vim.lsp.get_clients and vim.lsp.get_clients({ bufnr = 0 }) or vim.lsp.buf_get_clients(0)
  return next(clients) ~= nil
end

-- Where the cursor is, as a request says it; all texts here are plain letters.
local function position()
  local line, column = unpack(vim.api.nvim_win_get_cursor(0))
  return {
    textDocument = { uri = vim.uri_from_bufnr(0) },
    position = { line = line - 1, character = column },
  }
end

-- Reads the file again, for which a server is found anew, and puts the cursor where it was.
local function go()
  vim.cmd("edit " .. play.file)
  until_so(is_attached)
  vim.api.nvim_win_set_cursor(0, { play.cursor.line, play.cursor.column - 1 })
end

local function complete()
  local labels = {}
  for _, answer in pairs(vim.lsp.buf_request_sync(0, "textDocument/completion", position(), patience) or {}) do
    for _, item in ipairs((answer.result or {}).items or {}) do
      table.insert(labels, item.label)
    end
  end
  return labels
end

-- Jumps to the definition: the file and the place that are shown then.
local function jump()
  local from = vim.api.nvim_win_get_cursor(0)
  vim.wait(patience, function()
    vim.lsp.buf.definition()
    return vim.wait(500, function()
      return vim.api.nvim_buf_get_name(0) ~= play.file or vim.api.nvim_win_get_cursor(0)[1] ~= from[1]
    end, 20)
  end, 20)
  local line, column = unpack(vim.api.nvim_win_get_cursor(0))
  return { file = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(0), ":."), line = line, column = column + 1 }
end

-- Goes to a function of the library: the file that is shown then, the word under the cursor, and
-- whether it can be edited.
local function library()
  vim.cmd("edit " .. play.library.file)
  until_so(is_attached)
  vim.fn.search(play.library.name)
  vim.lsp.buf.definition()
  until_so(function()
    return vim.api.nvim_buf_get_name(0):find("fedic:/", 1, true) ~= nil and vim.fn.line(".") > 1
  end)
  return {
    file = vim.api.nvim_buf_get_name(0),
    name = vim.fn.expand("<cword>"),
    modifiable = vim.bo.modifiable,
  }
end

-- What a command shows.
local function command(line, name)
  vim.cmd(line)
  local lines = vim.api.nvim_buf_get_lines(vim.fn.bufnr("fedic-answer://" .. name), 0, -1, false)
  vim.cmd("pclose")
  return table.concat(lines, "\n")
end

-- What `:checkhealth fedic` says.
local function health()
  vim.cmd("checkhealth fedic")
  local lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  vim.cmd("bwipeout!")
  return table.concat(lines, "\n")
end

-- Gives what the cursor is on a new name: the files that have it then.
local function rename(name)
  local function renamed()
    local files = {}
    for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
      for _, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
        if line:find(name, 1, true) then
          files[vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ":.")] = true
        end
      end
    end
    return files
  end
  vim.lsp.buf.rename(name)
  until_so(function()
    return next(renamed()) ~= nil
  end)
  return vim.tbl_keys(renamed())
end

-- What the name under the cursor is drawn as.
local function token()
  local function tokens()
    local line, column = unpack(vim.api.nvim_win_get_cursor(0))
    return vim.lsp.semantic_tokens.get_at_pos(0, line - 1, column) or {}
  end
  until_so(function()
    return #tokens() > 0
  end)
  return tokens()[1].type
end

-- What stands beside the text on the cursor's line.
local function hints()
  vim.lsp.inlay_hint.enable(true, { bufnr = 0 })
  local line = vim.api.nvim_win_get_cursor(0)[1] - 1
  local function shown()
    local texts = {}
    for _, it in ipairs(vim.lsp.inlay_hint.get({ bufnr = 0 })) do
      if it.inlay_hint.position.line == line then
        table.insert(texts, it.inlay_hint.label)
      end
    end
    return texts
  end
  until_so(function()
    return #shown() > 0
  end)
  return shown()
end

local ok, failure = pcall(function()
  vim.cmd("cd " .. play.folder)
  if play.snippet == vim.NIL then
    vim.opt.runtimepath:append(play.plugin)
    vim.cmd("runtime plugin/fedic.lua")
  else
    assert(loadstring(play.snippet))()
  end
  vim.cmd("edit " .. play.file)
  -- An old one does not know Nix by itself.
  if vim.bo.filetype == "" then
    vim.bo.filetype = "nix"
  end
  seen.attached = until_so(is_attached)
  until_so(function()
    return #vim.diagnostic.get(0) > 0
  end)
  seen.diagnostics = diagnostics()
  if play.cursor == vim.NIL then
    return
  end

  go()
  seen.completed = complete()
  if vim.lsp.semantic_tokens then
    seen.token = token()
  end
  if vim.lsp.inlay_hint then
    seen.hints = hints()
  end
  seen.definition = jump()

  seen.library = library()
  seen.page = command("Fedic explain F0301", "explain")
  seen.health = health()

  -- Mends the mistake by typing, as one does.
  go()
  vim.cmd(play.mend)
  seen.mended = until_so(function()
    return #vim.diagnostic.get(0) == 0
  end)
  seen.left = diagnostics()
  vim.cmd("write")
  seen.plan = vim.fn.json_decode(command("Fedic plan", "plan")).environment
  go()
  seen.value = command("Fedic value", "value")

  go()
  seen.renamed = rename(play.name)
end)
if not ok then
  seen.failure = tostring(failure)
end
finish()
