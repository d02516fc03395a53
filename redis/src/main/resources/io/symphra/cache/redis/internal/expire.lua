-- ARGV: signature, the longest time, then the time of each. Each answer is 1 if an entry stood, else 0.
local answers = {}
for i = 1, #KEYS / 2 do
  local value, time = KEYS[2 * i - 1], tonumber(ARGV[2 + i])
  local head = header(value, ARGV[1])
  if head then
    local created, fresh, stale = struct.unpack('>I8I8I8', head, 13)
    local age = math.max(0, now - created)
    if time == 0 then
      fresh = math.min(age, fresh)
    else
      fresh = math.min(age + time, tonumber(ARGV[2]))
    end
    local left = created + fresh + stale - now
    if left <= 0 then
      drop(value)
    else
      redis.call('PEXPIRE', value, whole(left))
      redis.call('SETRANGE', value, 20, struct.pack('>I8', fresh))
    end
    answers[i] = 1
  else
    answers[i] = 0
  end
end
return answers
