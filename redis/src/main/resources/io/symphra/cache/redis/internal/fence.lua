-- ARGV: token, timeout. Each answer is 1.
local answers = {}
for i = 1, #KEYS / 2 do
  local value, guard = KEYS[2 * i - 1], KEYS[2 * i]
  local kind, writers = standing(guard)
  local joins = kind == 'F'
  if not joins then
    writers = {}
  end
  writers[ARGV[1]] = whole(now + ARGV[2])
  drop(value)
  raise(guard, writers, joins)
  answers[i] = 1
end
return answers
