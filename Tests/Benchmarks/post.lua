-- Sends one GraphQL document, named by the environment, as wrk's request; counts answers that are not data.
local document = assert(io.open(os.getenv("BENCH_DOCUMENT"))):read("*a"):gsub("\n", " ")
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN")
wrk.body = '{"query":"' .. document:gsub('"', '\\"') .. '"}'

local refused = 0
function response(status, headers, body)
  if status ~= 200 or body:find('"errors"', 1, true) then refused = refused + 1 end
end

function done(summary, latency, requests)
  io.write(string.format("BENCH %.1f %d\n",
    summary.requests / (summary.duration / 1e6), latency:percentile(99)))
end
