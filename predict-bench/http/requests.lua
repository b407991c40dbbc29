-- wrk -s requests.lua URL -- METHOD PATH FILE: sends the lines of the file in turn, as bodies of POST or behind the path
-- of GET. Prints one line of JSON at the end.
local requests, next = {}, 0

function init(args)
    local method, path, file = args[1], args[2], args[3]
    local headers = { ["Host"] = "127.0.0.1", ["Content-Type"] = "application/json" }
    for line in io.lines(file) do
        if method == "GET" then
            requests[#requests + 1] = wrk.format("GET", path .. line)
        else
            requests[#requests + 1] = wrk.format(method, path, headers, line)
        end
    end
end

function request()
    next = next % #requests + 1
    return requests[next]
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format('{"requests":%d,"seconds":%.6f,"p50_ms":%.4f,"p99_ms":%.4f,"errors":%d}\n',
        summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
        errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
