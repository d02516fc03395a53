package io.symphra.cache.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between a client and a server on this machine and can stop passing anything on, as a broken network does. */
final class SilentProxy implements AutoCloseable {

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile boolean silent;

  private SilentProxy() throws IOException {}

  static SilentProxy to(int server) throws IOException {
    SilentProxy proxy = new SilentProxy();
    start(() -> proxy.accept(server));
    return proxy;
  }

  int port() {
    return listener.getLocalPort();
  }

  void fallSilent() {
    silent = true;
  }

  private void accept(int server) throws IOException {
    while (true) {
      Socket client = listener.accept();
      Socket target = new Socket(InetAddress.getLoopbackAddress(), server);
      sockets.addAll(List.of(client, target));
      start(() -> pass(client.getInputStream(), target.getOutputStream()));
      start(() -> pass(target.getInputStream(), client.getOutputStream()));
    }
  }

  private void pass(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[8_192];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      if (!silent) {
        out.write(buffer, 0, read);
      }
    }
  }

  private static void start(Work work) {
    Thread thread = new Thread(() -> {
      try {
        work.run();
      } catch (SocketException closed) {
        // The proxy or one of its sides is done.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private interface Work {
    void run() throws IOException;
  }
}
