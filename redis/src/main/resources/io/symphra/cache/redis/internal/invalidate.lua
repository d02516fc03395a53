-- No ARGV. Each answer is 1.
local answers = {}
for i = 1, #KEYS / 2 do
  local value, guard = KEYS[2 * i - 1], KEYS[2 * i]
  local kind, writers = standing(guard)
  drop(value)
  if kind == 'F' then
    raise(guard, writers, true)
  else
    redis.call('DEL', guard)
  end
  answers[i] = 1
end
return answers
