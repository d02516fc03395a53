-- What every script begins with. KEYS are value key and guard key of each entry in turn; ARGV is described by each script.
-- An entry is a header of 60 bytes and a payload, see EntryFormat. A guard is 'L<token>' or
-- 'F<tainted: 0 or 1>,<token>:<deadline>,...'. All times are milliseconds of this server's clock.
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

local function whole(number)
  return string.format('%.0f', number)
end

-- 'L' and its token, 'F' and its writers and whether it is tainted, or nil if nothing stands.
local function standing(guard)
  local text = redis.call('GET', guard)
  if not text then
    return nil
  end
  if string.sub(text, 1, 1) == 'L' then
    return 'L', string.sub(text, 2)
  end
  local writers, any = {}, false
  for token, deadline in string.gmatch(text, '(%-?%d+):(%d+)') do
    if tonumber(deadline) > now then
      writers[token] = deadline
      any = true
    end
  end
  if not any then
    return nil
  end
  return 'F', writers, string.sub(text, 2, 2) == '1'
end

-- DEL goes first: a server that is full takes a small SET after it, and a fence must not fail for want of memory.
local function raise(guard, writers, tainted)
  local parts, last = {}, 0
  for token, deadline in pairs(writers) do
    parts[#parts + 1] = token .. ':' .. deadline
    last = math.max(last, tonumber(deadline))
  end
  redis.call('DEL', guard)
  redis.call('SET', guard, 'F' .. (tainted and '1,' or '0,') .. table.concat(parts, ','), 'PX', whole(math.max(1, last - now)))
end

-- Deleting a key that is not there tells nobody. So it is made first, and this script is all who ever see it.
local function drop(value)
  if redis.call('UNLINK', value) == 0 then
    redis.call('SET', value, '', 'PX', 1000)
    redis.call('UNLINK', value)
  end
end

-- The header of an entry that this version, codec and schema wrote; nil for everything else.
local function header(value, signature)
  local head = redis.call('GETRANGE', value, 0, 59)
  if #head == 60 and string.sub(head, 1, #signature) == signature then
    return head
  end
  return nil
end

-- Stores an entry, dated now. False if the server is full.
local function store(value, entry)
  local fresh, stale = struct.unpack('>I8I8', entry, 21)
  if fresh + stale <= 0 then
    drop(value)
    return true
  end
  local dated = string.sub(entry, 1, 12) .. struct.pack('>I8', now) .. string.sub(entry, 21)
  local reply = redis.pcall('SET', value, dated, 'PX', whole(fresh + stale))
  if reply.err and not string.find(reply.err, 'OOM', 1, true) then
    error(reply.err)
  end
  return not reply.err
end
