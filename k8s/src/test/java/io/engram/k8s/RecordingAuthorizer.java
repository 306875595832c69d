package io.engram.k8s;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/** Kafka's own, and keeps what it allowed. The broker makes it by its name, hence the static. */
public final class RecordingAuthorizer extends StandardAuthorizer {
  private static final Set<Allowed> ALLOWED = ConcurrentHashMap.newKeySet();

  private record Allowed(String principal, AclOperation operation, ResourcePattern resource) {}

  @Override
  public List<AuthorizationResult> authorize(
      AuthorizableRequestContext context, List<Action> actions) {
    List<AuthorizationResult> results = super.authorize(context, actions);
    for (int one = 0; one < actions.size(); one++) {
      if (results.get(one) == AuthorizationResult.ALLOWED) {
        Action action = actions.get(one);
        ALLOWED.add(
            new Allowed(
                context.principal().toString(), action.operation(), action.resourcePattern()));
      }
    }
    return results;
  }

  /** Whether anything was done for which its user needs a right. */
  static boolean hasNeeded(AclBinding right) {
    return ALLOWED.stream()
        .filter(allowed -> allowed.principal().equals(right.entry().principal()))
        .filter(allowed -> allowed.operation() == right.entry().operation())
        .anyMatch(allowed -> covers(right.pattern(), allowed.resource()));
  }

  private static boolean covers(ResourcePattern pattern, ResourcePattern resource) {
    return pattern.resourceType() == resource.resourceType()
        && (pattern.patternType() == PatternType.PREFIXED
            ? resource.name().startsWith(pattern.name())
            : resource.name().equals(pattern.name()));
  }
}
