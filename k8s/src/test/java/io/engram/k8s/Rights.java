package io.engram.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What a {@code KafkaUser} may do, as Strimzi tells it brokers. */
final class Rights {
  private Rights() {}

  static Stream<AclBinding> of(Resource user) {
    return user.all("/spec/authorization/acls").flatMap(acl -> of(user.name(), acl));
  }

  private static Stream<AclBinding> of(String user, JsonNode acl) {
    String type = acl.at("/resource/type").asText();
    var pattern =
        new ResourcePattern(
            type.equals("transactionalId")
                ? ResourceType.TRANSACTIONAL_ID
                : ResourceType.fromString(type),
            acl.at("/resource/name").asText(),
            acl.at("/resource/patternType").asText().equals("prefix")
                ? PatternType.PREFIXED
                : PatternType.LITERAL);
    return Resource.elements(acl.path("operations"))
        // DescribeConfigs is DESCRIBE_CONFIGS.
        .map(operation -> operation.asText().replaceAll("(?<=[a-z])(?=[A-Z])", "_"))
        .map(AclOperation::fromString)
        .map(
            operation ->
                new AclBinding(
                    pattern,
                    new AccessControlEntry(
                        "User:" + user, "*", operation, AclPermissionType.ALLOW)));
  }
}
