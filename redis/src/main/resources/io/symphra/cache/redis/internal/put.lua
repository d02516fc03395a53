-- ARGV: until when this may be done, then the entry of each. Each answer is 1 if it was stored, 0 under a fence, 2 if the
-- server is full (then nothing stands), 3 if it is too late: who sent it was told long ago that it failed, and what was put
-- since must not be replaced.
local late = now > tonumber(ARGV[1])
local answers = {}
for i = 1, #KEYS / 2 do
  local value, guard = KEYS[2 * i - 1], KEYS[2 * i]
  if late then
    answers[i] = 3
  elseif standing(guard) == 'F' then
    answers[i] = 0
  else
    answers[i] = 1
    if not store(value, ARGV[1 + i]) then
      drop(value)
      answers[i] = 2
    end
    redis.call('DEL', guard)
  end
end
return answers
