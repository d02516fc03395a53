-- ARGV: signature, timeout, staleAt or '', then a token for each entry.
-- Each answer is the fresh entry, or 1 granted, 2 wait, 3 fenced.
local answers = {}
for i = 1, #KEYS / 2 do
  local value, guard = KEYS[2 * i - 1], KEYS[2 * i]
  local head = header(value, ARGV[1])
  local fresh = false
  if head then
    local created, time = struct.unpack('>I8I8', head, 13)
    fresh = now - created < time and (ARGV[3] == '' or created >= tonumber(ARGV[3]))
  end
  if fresh then
    answers[i] = redis.call('GET', value)
  else
    local kind = standing(guard)
    if not kind then
      redis.call('SET', guard, 'L' .. ARGV[3 + i], 'PX', ARGV[2])
      answers[i] = 1
    else
      answers[i] = kind == 'L' and 2 or 3
    end
  end
end
return answers
