-- ARGV: signature, then for each entry: token of the lease, 'S' store, 'D' drop or 'N' nothing, the entry or ''.
-- Each answer is 1 if the lease stood and all was done, 0 if not, 2 if the server is full.
local function isOlder(entry, head)
  local both = math.floor(string.byte(entry, 12) / 4) % 2 == 1 and math.floor(string.byte(head, 12) / 4) % 2 == 1
  if not both then
    return false
  end
  -- In two halves: a number of Lua holds 53 bits.
  local mineHigh, mineLow = struct.unpack('>I4I4', entry, 45)
  local high, low = struct.unpack('>I4I4', head, 45)
  return mineHigh < high or (mineHigh == high and mineLow < low)
end

local answers = {}
for i = 1, #KEYS / 2 do
  local value, guard = KEYS[2 * i - 1], KEYS[2 * i]
  local token, what, entry = ARGV[3 * i - 1], ARGV[3 * i], ARGV[3 * i + 1]
  local kind, holder = standing(guard)
  if kind ~= 'L' or holder ~= token then
    answers[i] = 0
  else
    answers[i] = 1
    if what == 'D' then
      drop(value)
    elseif what == 'S' then
      local head = header(value, ARGV[1])
      if head and isOlder(entry, head) then
        answers[i] = 0
      elseif not store(value, entry) then
        answers[i] = 2
      end
    end
    redis.call('DEL', guard)
  end
end
return answers
