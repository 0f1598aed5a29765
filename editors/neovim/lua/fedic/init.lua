-- What the plugin adds to the editor's own client: the files that fedic brings along, opened
-- read-only, and `:Fedic`. All answers come from the server.
local M = {}

local patience = 10000
local is_new = vim.fn.has("nvim-0.11") == 1

-- The client of the buffer, else any.
local function client_of(buffer)
  -- Neovim before 0.10 has this under another name.
  local all = (vim.lsp.get_clients or vim.lsp.get_active_clients)()
  local found
  for _, client in pairs(all) do
    if client.name == "fedic" then
      if vim.lsp.buf_is_attached(buffer, client.id) then
        return client
      end
      found = found or client
    end
  end
  return found
end

-- The answer to a request, else why there is none.
local function ask(method, params)
  local client = client_of(vim.api.nvim_get_current_buf())
  if not client then
    return nil, "no server runs: open a Nix file first"
  end
  local done, answer, failure
  local function take(err, result)
    done, answer, failure = true, result, err
  end
  if is_new then
    client:request(method, params, take)
  else
    client.request(method, params, take)
  end
  vim.wait(patience, function()
    return done
  end, 5)
  if answer == nil or answer == vim.NIL then
    return nil, failure and failure.message or "the server has no answer"
  end
  return answer
end

-- Makes a text the content of a buffer that cannot be edited.
local function fill(buffer, text, filetype)
  vim.bo[buffer].readonly = false
  vim.bo[buffer].modifiable = true
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, vim.split((text:gsub("\n$", "")), "\n", { plain = true }))
  vim.bo[buffer].buftype = "nofile"
  vim.bo[buffer].swapfile = false
  vim.bo[buffer].modified = false
  vim.bo[buffer].modifiable = false
  vim.bo[buffer].readonly = true
  -- What an editor does for a type of files is its own: where that fails, the text is there.
  vim.api.nvim_buf_call(buffer, function()
    vim.cmd("silent! setlocal filetype=" .. filetype)
  end)
end

local function complain(why)
  vim.notify("fedic: " .. why, vim.log.levels.ERROR)
end

-- Fills a buffer whose name is an address such as `fedic:/lib/strings.nix`. Neovim before 0.8 takes
-- that for a path in the current folder.
function M.read(buffer, name)
  local address = name:match("fedic:/.*$")
  local content, why = ask("workspace/textDocumentContent", { uri = address })
  if not content then
    return complain(why)
  end
  fill(buffer, content.text, address:match("%.md$") and "markdown" or "nix")
end

-- The file of the current window, and where the cursor is in it.
local function here(with_position)
  local arguments = { vim.uri_from_bufnr(0) }
  if with_position then
    local client = client_of(vim.api.nvim_get_current_buf())
    local encoding = client and client.offset_encoding or "utf-16"
    table.insert(arguments, vim.lsp.util.make_position_params(0, encoding).position)
  end
  return arguments
end

local commands = {
  plan = { filetype = "json", arguments = here },
  schema = { filetype = "json", arguments = here },
  value = {
    filetype = "nix",
    arguments = function()
      return here(true)
    end,
  },
  explain = {
    filetype = "markdown",
    arguments = function(code)
      return { code }
    end,
  },
}

-- The names of commands that begin so.
function M.complete(start)
  local names = vim.tbl_filter(function(name)
    return vim.startswith(name, start)
  end, vim.tbl_keys(commands))
  table.sort(names)
  return names
end

-- `:Fedic plan`, `:Fedic explain F0301`: shows an answer in the preview window.
function M.run(name, argument)
  local command = commands[name]
  if not command then
    return complain("there is no command `" .. name .. "`: " .. table.concat(M.complete(""), ", "))
  end
  local arguments = command.arguments(name == "explain" and argument or nil)
  local answer, why = ask("workspace/executeCommand", { command = "fedic." .. name, arguments = arguments })
  if not answer then
    return complain(why)
  end
  local address = "fedic-answer://" .. name
  vim.cmd("silent pedit " .. address)
  fill(vim.fn.bufnr(address), type(answer) == "string" and answer or vim.fn.json_encode(answer), command.filetype)
end

function M.setup()
  vim.cmd([[
    augroup fedic_files
      autocmd!
      autocmd BufReadCmd fedic:/*,*/fedic:/* lua require("fedic").read(tonumber(vim.fn.expand("<abuf>")), vim.fn.expand("<amatch>"))
    augroup END
    function! FedicComplete(start, line, at) abort
      return luaeval('require("fedic").complete(_A)', a:start)
    endfunction
    command! -nargs=+ -complete=customlist,FedicComplete Fedic lua require("fedic").run(<f-args>)
  ]])
end

return M
