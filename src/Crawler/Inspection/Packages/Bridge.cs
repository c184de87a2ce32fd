namespace Catalogue.Crawler.Inspection.Packages;

/// <summary>
/// The small programs that run an installer inside a sandbox and lead what it sends to its proxy on to the socket file
/// of <see cref="RegistryProxy"/>, since installers know proxies by port alone.
/// </summary>
internal static class Bridge
{
    /// <summary>For node: <c>node -e SCRIPT program arguments…</c>.</summary>
    public const string Node = """
        const net = require('net'), { spawn } = require('child_process');
        const server = net.createServer(near => {
          const far = net.connect('/registry.sock');
          near.pipe(far); far.pipe(near);
          near.on('error', () => far.destroy()); far.on('error', () => near.destroy());
        });
        server.listen(0, '127.0.0.1', () => {
          const proxy = 'http://127.0.0.1:' + server.address().port;
          const env = { ...process.env, HTTP_PROXY: proxy, HTTPS_PROXY: proxy, http_proxy: proxy, https_proxy: proxy };
          const installer = spawn(process.argv[1], process.argv.slice(2), { stdio: 'inherit', env });
          installer.on('error', () => process.exit(126));
          installer.on('exit', code => process.exit(code ?? 125));
        });
        """;

    /// <summary>For Python: <c>python3 -c SCRIPT program arguments…</c>.</summary>
    public const string Python = """
        import os, socket, subprocess, sys, threading
        def copy(a, b):
            try:
                while data := a.recv(65536):
                    b.sendall(data)
            except OSError:
                pass
            for s in (a, b):
                try:
                    s.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass
        def serve(listener):
            while True:
                near, _ = listener.accept()
                far = socket.socket(socket.AF_UNIX)
                far.connect('/registry.sock')
                for pair in ((near, far), (far, near)):
                    threading.Thread(target=copy, args=pair, daemon=True).start()
        listener = socket.create_server(('127.0.0.1', 0))
        threading.Thread(target=serve, args=(listener,), daemon=True).start()
        proxy = 'http://127.0.0.1:%d' % listener.getsockname()[1]
        env = dict(os.environ, HTTP_PROXY=proxy, HTTPS_PROXY=proxy, http_proxy=proxy, https_proxy=proxy)
        sys.exit(subprocess.run(sys.argv[1:], env=env).returncode)
        """;
}
