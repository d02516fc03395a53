-- ARGV: token, timeout. Each answer is 1 if the fence still stood, else 0.
local answers = {}
for i = 1, #KEYS / 2 do
  local guard = KEYS[2 * i]
  local kind, writers, tainted = standing(guard)
  if kind == 'F' and writers[ARGV[1]] then
    writers[ARGV[1]] = whole(now + ARGV[2])
    raise(guard, writers, tainted)
    answers[i] = 1
  else
    answers[i] = 0
  end
end
return answers
